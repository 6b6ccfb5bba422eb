const trials = (shown, words) => Array.from({ length: shown }, (_, i) => ['trial', String(i + 1), words(i + 1)]);

export const winnerTexts = (shown) => ({
  en: {
    title: 'The small trial that succeeds',
    summary: 'A trial of 80 children finds a clear difference in leg length. How much of it is true?',
    question: [
      'After an osteotomy (VRO) the legs of a child end up a little more unequal in length than after a release. The true difference is small beside how much children differ from each other.',
      'Nobody knows that yet. Many hospitals run a small randomised trial each; a result is “significant” where p is below 0.05, and significant results are the ones that get read.',
    ],
    guess: 'With 40 children in each arm: of 100 such trials, how many find a significant difference?',
    control: 'Children in each arm',
    control_words: (value) => `${value} in each arm`,
    count_words: (count) => (count === '1' ? '1 trial' : `${count} trials`),
    counted: (count) => (count === '1' ? 'One trial was held.' : `${count} trials were held.`),
    caption: 'What the trials found',
    columns: () => ['Trials', 'number'],
    rows: {
      power: 'significant, of 100 trials', wrong: 'point the wrong way, of 100 trials',
      found: 'mean difference that significant trials report, mm', exaggeration: 'that is so many times the truth',
    },
    forest: {
      title: ([truth]) => `The true difference in leg-length discrepancy is ${truth} mm; each trial finds its own.`,
      description: 'The true difference, and the first trials with their 95 % intervals. Significant trials have another mark and colour.',
      axis: 'Difference in leg-length discrepancy, mm (osteotomy less release)',
      values: 'mm (95 %)',
      rows: [['true', 'all', 'the truth'], ...trials(shown, (number) => `trial ${number}`)],
    },
    answer: (n, settings) => [
      `With ${settings.arm} in each arm, ${n.power} of 100 trials are significant. The others find “no significant difference”, although there is one.`,
      `The truth is ${n.truth} mm, while children differ by a standard deviation of ${n.sd} mm. Of 100 trials, ${n.wrong} point the wrong way: there the release looks worse.`,
      n.found.raw === ''
        ? 'Here no trial was significant at all.'
        : `The trials that are significant report ${n.found} mm on average, ${n.exaggeration} times the truth. They have to: with so few children, only a difference that chance made too large reaches significance. Who reads only them learns a number that is not true.`,
      'The children of the other trials took part as well, and their results are just as true. All trials together, read or not, are right on average.',
    ],
    answer_about: 'Rounded numbers, of 1,000 trials of simulated children; the settings are those on this screen.',
    exercise: () => 'How many children does each arm need so that 80 of 100 trials find this difference significant?',
    exercise_guess: 'Children in each arm',
    exercise_answer: (n) => [
      `The engine: ${n.needed} in each arm, twice as many children in all. Move the slider there: the exaggeration is then almost gone.`,
    ],
  },
  de: {
    title: 'Die kleine Studie, die gelingt',
    summary: 'Eine Studie mit 80 Kindern findet einen deutlichen Unterschied der Beinlänge. Wie viel davon ist wahr?',
    question: [
      'Nach einer Osteotomie (VRO) sind die Beine eines Kindes am Ende etwas ungleicher lang als nach einer Weichteiloperation. Der wahre Unterschied ist klein, verglichen damit, wie sehr sich Kinder voneinander unterscheiden.',
      'Das weiß noch niemand. Viele Kliniken führen je eine kleine randomisierte Studie durch; „signifikant“ ist ein Ergebnis mit p unter 0,05, und gelesen werden die signifikanten.',
    ],
    guess: 'Mit 40 Kindern je Gruppe: Wie viele von 100 solchen Studien finden einen signifikanten Unterschied?',
    control: 'Kinder je Gruppe',
    control_words: (value) => `${value} je Gruppe`,
    count_words: (count) => (count === '1' ? '1 Studie' : `${count} Studien`),
    counted: (count) => (count === '1' ? 'Eine Studie wurde durchgeführt.' : `${count} Studien wurden durchgeführt.`),
    caption: 'Was die Studien fanden',
    columns: () => ['Studien', 'Zahl'],
    rows: {
      power: 'signifikant, von 100 Studien', wrong: 'weisen in die falsche Richtung, von 100 Studien',
      found: 'mittlerer Unterschied, den signifikante Studien berichten, mm', exaggeration: 'das ist das Wievielfache der Wahrheit',
    },
    forest: {
      title: ([truth]) => `Der wahre Unterschied der Beinlängendifferenz ist ${truth} mm; jede Studie findet ihren eigenen.`,
      description: 'Der wahre Unterschied und die ersten Studien mit ihren 95-%-Intervallen. Signifikante Studien haben ein anderes Zeichen und eine andere Farbe.',
      axis: 'Unterschied der Beinlängendifferenz, mm (Osteotomie minus Weichteiloperation)',
      values: 'mm (95 %)',
      rows: [['true', 'all', 'die Wahrheit'], ...trials(shown, (number) => `Studie ${number}`)],
    },
    answer: (n, settings) => [
      `Mit ${settings.arm} je Gruppe sind ${n.power} von 100 Studien signifikant. Die anderen finden „keinen signifikanten Unterschied“, obwohl es einen gibt.`,
      `Die Wahrheit ist ${n.truth} mm, während sich Kinder mit einer Standardabweichung von ${n.sd} mm unterscheiden. Von 100 Studien weisen ${n.wrong} in die falsche Richtung: Dort steht die Weichteiloperation schlechter da.`,
      n.found.raw === ''
        ? 'Hier war überhaupt keine Studie signifikant.'
        : `Die signifikanten Studien berichten im Mittel ${n.found} mm, das ${n.exaggeration}-Fache der Wahrheit. Das müssen sie: Bei so wenigen Kindern erreicht nur ein Unterschied, den der Zufall zu groß gemacht hat, die Signifikanz. Wer nur diese Studien liest, lernt eine Zahl, die nicht stimmt.`,
      'Auch an den anderen Studien haben Kinder teilgenommen, und ihre Ergebnisse sind ebenso wahr. Alle Studien zusammen, gelesen oder nicht, haben im Mittel recht.',
    ],
    answer_about: 'Gerundete Zahlen aus 1.000 Studien mit simulierten Kindern, mit den Einstellungen dieses Bildschirms.',
    exercise: () => 'Wie viele Kinder braucht jede Gruppe, damit 80 von 100 Studien diesen Unterschied signifikant finden?',
    exercise_guess: 'Kinder je Gruppe',
    exercise_answer: (n) => [
      `Das Programm: ${n.needed} je Gruppe, insgesamt also doppelt so viele. Stellt man den Regler dorthin, ist die Übertreibung fast verschwunden.`,
    ],
  },
});
