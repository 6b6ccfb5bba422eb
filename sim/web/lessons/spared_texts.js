const years = { en: (count) => (count === 1 ? '1 year' : `${count} years`), de: (count) => (count === 1 ? 'einem Jahr' : `${count} Jahren`) };

export const sparedTexts = {
  en: {
    title: 'Of 100 children',
    summary: 'Who is spared another operation, who has one more, and for whom nothing changes?',
    question: [
      'The same 100 children are treated twice: once with a soft-tissue release, once with an osteotomy of the femur (VRO). After either operation some of them need later surgery of the hip.',
      'The difference between the two numbers is easy to print. It does not say how many children it happened to.',
    ],
    guess: 'Of 100 children, how many are spared later surgery within 5 years because they had the osteotomy?',
    control: 'Time after the operation',
    control_words: (count) => (count === '1' ? '1 year' : `${count} years`),
    caption: 'What happened to the simulated children',
    columns: (base) => ['Children', `of ${base}`],
    rows: {
      soft_tissue: 'later surgery after the release', vro: 'later surgery after the osteotomy',
      better: 'spared by the osteotomy', worse: 'later surgery only because of the osteotomy', same: 'no difference',
    },
    answer: (n, settings) => [
      `Within ${years.en(settings.years)}, of 100 children ${n.soft} have later surgery after the release and ${n.vro} after the osteotomy. Said the other way round: ${n.softFree} and ${n.vroFree} stay free of it.`,
      `In the same children: ${n.better} are spared it by the osteotomy, ${n.worse} have it only because they had the osteotomy, and for ${n.same} it makes no difference.`,
      `The two numbers that a paper prints differ by ${n.net}. That is ${n.better} less ${n.worse}: the children who are harmed are hidden in the difference, and so are those for whom it changed nothing.`,
      n.isFewer
        ? `A number needed to treat of ${n.nnt} is the same difference once more, and hides as much. Nobody can tell beforehand who will be spared and who harmed; here it is known only because each child is simulated under both.`
        : 'A number needed to treat would be the same difference once more, and hide as much. Nobody can tell beforehand who will be spared and who harmed; here it is known only because each child is simulated under both.',
    ],
    exercise: (settings) => `Now the femur and the pelvis are corrected together (VRO with a pelvic osteotomy). Of 100 children, for how many is it the reason of later surgery within ${years.en(settings.years)} that they would not have had after the release?`,
    exercise_guess: 'Of 100 children, how many are harmed?',
    exercise_answer: (n) => [
      `The engine: ${n.worse} of 100 are harmed, ${n.better} are spared, for ${n.same} it makes no difference.`,
    ],
  },
  de: {
    title: 'Von 100 Kindern',
    summary: 'Wem bleibt eine weitere Operation erspart, wer hat eine mehr, und für wen ändert sich nichts?',
    question: [
      'Dieselben 100 Kinder werden zweimal behandelt: einmal mit einer Weichteiloperation, einmal mit einer Osteotomie des Oberschenkels (VRO). Nach beiden Eingriffen muss ein Teil der Kinder später noch einmal an der Hüfte operiert werden.',
      'Der Unterschied der beiden Zahlen ist schnell gedruckt. Er sagt nicht, wie viele Kinder er betrifft.',
    ],
    guess: 'Wie vielen von 100 Kindern bleibt eine spätere Operation in den ersten 5 Jahren erspart, weil sie die Osteotomie hatten?',
    control: 'Zeit nach der Operation',
    control_words: (count) => (count === '1' ? '1 Jahr' : `${count} Jahre`),
    caption: 'Was den simulierten Kindern widerfuhr',
    columns: (base) => ['Kinder', `von ${base}`],
    rows: {
      soft_tissue: 'spätere Operation nach Weichteiloperation', vro: 'spätere Operation nach Osteotomie',
      better: 'durch die Osteotomie erspart', worse: 'spätere Operation nur wegen der Osteotomie', same: 'kein Unterschied',
    },
    answer: (n, settings) => [
      `Binnen ${years.de(settings.years)} werden von 100 Kindern ${n.soft} nach der Weichteiloperation und ${n.vro} nach der Osteotomie noch einmal operiert. Andersherum gesagt: ${n.softFree} und ${n.vroFree} bleibt es erspart.`,
      `Bei denselben Kindern: ${n.better} bleibt die spätere Operation durch die Osteotomie erspart, ${n.worse} haben sie nur, weil sie die Osteotomie hatten, und für ${n.same} macht es keinen Unterschied.`,
      `Die beiden Zahlen, die eine Veröffentlichung nennt, unterscheiden sich um ${n.net}. Das sind ${n.better} weniger ${n.worse}: Die Kinder, denen es schadet, verschwinden in der Differenz, ebenso die, für die sich nichts ändert.`,
      n.isFewer
        ? `Eine Number needed to treat von ${n.nnt} ist dieselbe Differenz noch einmal und verbirgt ebenso viel. Vorher kann niemand sagen, wem es nützt und wem es schadet; hier ist es nur bekannt, weil jedes Kind unter beiden simuliert wird.`
        : 'Eine Number needed to treat wäre dieselbe Differenz noch einmal und verbärge ebenso viel. Vorher kann niemand sagen, wem es nützt und wem es schadet; hier ist es nur bekannt, weil jedes Kind unter beiden simuliert wird.',
    ],
    exercise: (settings) => `Nun werden Oberschenkel und Becken zusammen korrigiert (VRO mit Beckenosteotomie). Für wie viele von 100 Kindern ist das der Grund einer späteren Operation binnen ${years.de(settings.years)}, die sie nach der Weichteiloperation nicht gehabt hätten?`,
    exercise_guess: 'Wie vielen von 100 Kindern schadet es?',
    exercise_answer: (n) => [
      `Das Programm: ${n.worse} von 100 schadet es, ${n.better} bleibt die Operation erspart, für ${n.same} macht es keinen Unterschied.`,
    ],
  },
};
