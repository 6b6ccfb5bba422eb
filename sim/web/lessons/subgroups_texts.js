const OUTCOMES = ['revision_by_5y', 'displaced', 'lld_over_10mm', 'loss_of_position'];
const NUMERALS = ['I', 'II', 'III', 'IV', 'V'];

// A heading for each outcome, and a row for each level.
const rowsOf = (words) => OUTCOMES.flatMap((outcome) => [
  ['', '', words[outcome]],
  ...NUMERALS.map((numeral, i) => [outcome, `gmfcs_${i + 1}`, `GMFCS ${numeral}`]),
]);

export const subgroupsTexts = {
  en: {
    title: 'It works at level IV',
    summary: 'Five levels, four outcomes, twenty comparisons. Something is always significant.',
    question: [
      'A study compares two operations in other children each. It looks at four outcomes at each of the five GMFCS levels: twenty comparisons, each with its p value.',
      'Here both operations are one and the same: the osteotomy (VRO) and the osteotomy. There is nothing to find.',
    ],
    guess: 'Of the twenty comparisons, how many are “significant” (p below 0.05) on average?',
    control: 'Children in each arm of a study',
    control_words: (value) => `${value} in each arm`,
    count_words: (count) => (count === '1' ? '1 study' : `${count} studies`),
    counted: (count) => (count === '1' ? 'One study was held.' : `${count} studies were held.`),
    caption: 'What the studies found',
    columns: () => ['Comparisons', 'number'],
    rows: {
      same: 'largest difference in the same children', first: 'significant in the first study, of 100 comparisons',
      alarms: 'significant in all studies, of 100 comparisons', studies: 'studies with something significant, of 100',
    },
    forest: {
      title: 'Twenty comparisons of an operation with itself, in other children.',
      description: 'Differences per 100 children in the first study with their 95 % intervals, by outcome and GMFCS level. Significant ones have another mark and colour.',
      axis: 'Difference per 100 children, where there is none',
      values: 'Difference (95 %)',
      rows: rowsOf({
        revision_by_5y: 'Later surgery by 5 years', displaced: 'Displaced at the end',
        lld_over_10mm: 'Legs unequal by more than 10 mm', loss_of_position: 'Loss of position',
      }),
    },
    answer: (n) => [
      `In the same children nothing differs: the largest difference of any child from itself is ${n.same}. In other children, ${n.alarms} of 100 comparisons are significant, about one in twenty. That is what p below 0.05 means where there is nothing.`,
      `But a study makes twenty comparisons. Of 100 such studies, ${n.studies} have at least one that is significant, ready to be told as “it works at level IV” or “it harms at level II”; the others have none.`,
      'A difference between subgroups needs its own test, named before the data are seen, and another study that finds it again. Children at the level in question would be the ones treated by an accident of chance.',
    ],
    answer_about: 'Rounded numbers, of 100 studies of simulated children; the settings are those on this screen.',
    exercise: () => 'Of 100 studies of an operation against itself, with twenty comparisons each, how many can report at least one significant result?',
    exercise_guess: 'Studies of 100',
    exercise_answer: (n) => [
      `The engine: ${n.studies} of 100. (If all comparisons were independent of each other, it would be 64.)`,
    ],
  },
  de: {
    title: 'Auf Stufe IV wirkt es',
    summary: 'Fünf Stufen, vier Zielgrößen, zwanzig Vergleiche. Irgendetwas ist immer signifikant.',
    question: [
      'Eine Studie vergleicht zwei Operationen an jeweils anderen Kindern. Sie betrachtet vier Zielgrößen auf jeder der fünf GMFCS-Stufen: zwanzig Vergleiche, jeder mit seinem p-Wert.',
      'Hier sind beide Operationen ein und dieselbe: Osteotomie (VRO) und Osteotomie. Es gibt nichts zu finden.',
    ],
    guess: 'Wie viele der zwanzig Vergleiche sind im Mittel „signifikant“ (p unter 0,05)?',
    control: 'Kinder in jeder Gruppe einer Studie',
    control_words: (value) => `${value} je Gruppe`,
    count_words: (count) => (count === '1' ? '1 Studie' : `${count} Studien`),
    counted: (count) => (count === '1' ? 'Eine Studie wurde durchgeführt.' : `${count} Studien wurden durchgeführt.`),
    caption: 'Was die Studien fanden',
    columns: () => ['Vergleiche', 'Zahl'],
    rows: {
      same: 'größter Unterschied bei denselben Kindern', first: 'signifikant in der ersten Studie, von 100 Vergleichen',
      alarms: 'signifikant in allen Studien, von 100 Vergleichen', studies: 'Studien mit etwas Signifikantem, von 100',
    },
    forest: {
      title: 'Zwanzig Vergleiche einer Operation mit sich selbst, bei anderen Kindern.',
      description: 'Unterschiede je 100 Kinder in der ersten Studie mit ihren 95-%-Intervallen, nach Zielgröße und GMFCS-Stufe. Signifikante haben ein anderes Zeichen und eine andere Farbe.',
      axis: 'Unterschied je 100 Kinder, wo es keinen gibt',
      values: 'Unterschied (95 %)',
      rows: rowsOf({
        revision_by_5y: 'Spätere Operation binnen 5 Jahren', displaced: 'Am Ende dezentriert',
        lld_over_10mm: 'Beinlängen um mehr als 10 mm ungleich', loss_of_position: 'Verlust der Stellung',
      }),
    },
    answer: (n) => [
      `Bei denselben Kindern unterscheidet sich nichts: Der größte Unterschied eines Kindes zu sich selbst ist ${n.same}. Bei anderen Kindern sind ${n.alarms} von 100 Vergleichen signifikant, etwa einer von zwanzig. Genau das bedeutet p unter 0,05, wo nichts ist.`,
      `Eine Studie macht aber zwanzig Vergleiche. Von 100 solchen Studien haben ${n.studies} mindestens einen signifikanten, bereit, als „auf Stufe IV wirkt es“ oder „auf Stufe II schadet es“ erzählt zu werden; die anderen haben keinen.`,
      'Ein Unterschied zwischen Untergruppen braucht einen eigenen Test, der vor den Daten festgelegt ist, und eine weitere Studie, die ihn wiederfindet. Sonst würden die Kinder der betreffenden Stufe nach einem Zufall behandelt.',
    ],
    answer_about: 'Gerundete Zahlen aus 100 Studien mit simulierten Kindern, mit den Einstellungen dieses Bildschirms.',
    exercise: () => 'Wie viele von 100 Studien, die eine Operation mit sich selbst vergleichen, mit je zwanzig Vergleichen, können mindestens ein signifikantes Ergebnis berichten?',
    exercise_guess: 'Studien von 100',
    exercise_answer: (n) => [
      `Das Programm: ${n.studies} von 100. (Wären alle Vergleiche voneinander unabhängig, wären es 64.)`,
    ],
  },
};
