const rowsOf = ({ four, five, one, two }) => [
  ['', '', four], ['one', 'gmfcs_4', one], ['two', 'gmfcs_4', two],
  ['', '', five], ['one', 'gmfcs_5', one], ['two', 'gmfcs_5', two],
];

export const fitTexts = {
  en: {
    title: 'Fit and truth',
    summary: 'The model fits the published figure. Is it therefore right?',
    question: [
      'A paper reports: of 100 children at GMFCS IV and V, as many of the one as of the other, whose hips were only watched, 60 had failed within 5 years. The model has two numbers that nobody knows: how fast hips migrate at level IV, and how fast at level V.',
      'The program looked for all pairs of rates that agree with the figure, when this page was built (vrosim calibrate). Below you choose one of its answers, and the engine simulates what it means.',
    ],
    guess: 'How many clearly different pairs of rates agree with the figure?',
    guess_choices: { one: 'one', few: 'two or three', many: 'any number' },
    control: 'Answer of the fit',
    control_words: (value) => `answer ${value}`,
    caption: 'The chosen answer, and the children that it stands for',
    columns: (base) => ['Level', 'migration, percent a year', `failed within 5 years, of ${base}`],
    rows: { gmfcs_4: 'GMFCS IV', gmfcs_5: 'GMFCS V', all: 'both' },
    forest: {
      title: ([oneFour, twoFour, oneFive, twoFive]) => `Rates that agree with what is known: with one figure ${oneFour} on average at level IV and ${oneFive} at level V, with two ${twoFour} and ${twoFive} percent a year.`,
      description: 'For each level the range of 95 % of the rates of migration that agree with one published figure, and with two. Made by the program when this page was built.',
      axis: 'Rate of migration, percent a year',
      values: '% a year (95 %)',
      rows: rowsOf({ four: 'GMFCS IV', five: 'GMFCS V', one: 'one figure', two: 'two figures' }),
    },
    answer: (n, settings) => [
      `Answer ${settings.answer} has ${n.rateFour} percent a year at level IV and ${n.rateFive} at V. Simulated: ${n.all} of 100 children fail within 5 years, as the paper says. But at level IV ${n.four} of 100 do, and at level V ${n.five}.`,
      `Move the slider: each answer fits, and each tells another story of the children at a level. Faster at the one, slower at the other: the answers lie on a ridge. From one figure the rate at IV may be ${n.oneFour.from} to ${n.oneFour.to}, and that at V ${n.oneFive.from} to ${n.oneFive.to}.`,
      `A second figure, of level V alone (70 of 100), closes the ridge: ${n.twoFour.from} to ${n.twoFour.to} at IV, ${n.twoFive.from} to ${n.twoFive.to} at V. A larger study of the first figure would not have.`,
      'A model that fits has not been shown to be right. Ask which other models would have fitted as well, and for which children they differ.',
    ],
    answer_about: 'The fits were made by the program when this page was built; the children are 10,000, simulated now with the settings on this screen. Both figures are invented for this lesson.',
    exercise: () => 'Both figures are known now: 60 of 100 of all children, 70 of 100 at level V. Of 100 children at level IV, how many fail within 5 years?',
    exercise_guess: 'Of 100 children at level IV',
    exercise_answer: (n) => [
      `The engine, with the first answer that fits both figures (${n.rateFour} and ${n.rateFive} percent a year): ${n.four} of 100 at level IV, ${n.five} at V, ${n.all} of all.`,
    ],
  },
  de: {
    title: 'Passend und wahr',
    summary: 'Das Modell passt zur veröffentlichten Zahl. Stimmt es deshalb?',
    question: [
      'Eine Arbeit berichtet: Von 100 Kindern mit GMFCS IV und V, von jeder Stufe gleich viele, deren Hüften nur beobachtet wurden, hatten nach 5 Jahren 60 ein Versagen. Das Modell hat zwei Zahlen, die niemand kennt: wie schnell Hüften auf Stufe IV wandern und wie schnell auf Stufe V.',
      'Das Programm hat, als diese Seite gebaut wurde, alle Paare von Geschwindigkeiten gesucht, die zu der Zahl passen (vrosim calibrate). Hier wählt man eine seiner Antworten, und das Programm der Seite simuliert, was sie bedeutet.',
    ],
    guess: 'Wie viele deutlich verschiedene Paare von Geschwindigkeiten passen zu der Zahl?',
    guess_choices: { one: 'eines', few: 'zwei oder drei', many: 'beliebig viele' },
    control: 'Antwort der Anpassung',
    control_words: (value) => `Antwort ${value}`,
    caption: 'Die gewählte Antwort und die Kinder, für die sie steht',
    columns: (base) => ['Stufe', 'Wanderung, Prozent im Jahr', `Versagen binnen 5 Jahren, von ${base}`],
    rows: { gmfcs_4: 'GMFCS IV', gmfcs_5: 'GMFCS V', all: 'beide' },
    forest: {
      title: ([oneFour, twoFour, oneFive, twoFive]) => `Geschwindigkeiten, die zum Bekannten passen: mit einer Zahl im Mittel ${oneFour} auf Stufe IV und ${oneFive} auf Stufe V, mit zweien ${twoFour} und ${twoFive} Prozent im Jahr.`,
      description: 'Für jede Stufe der Bereich von 95 % der Geschwindigkeiten, die zu einer veröffentlichten Zahl passen, und zu zweien. Vom Programm berechnet, als diese Seite gebaut wurde.',
      axis: 'Geschwindigkeit der Wanderung, Prozent im Jahr',
      values: '% im Jahr (95 %)',
      rows: rowsOf({ four: 'GMFCS IV', five: 'GMFCS V', one: 'eine Zahl', two: 'zwei Zahlen' }),
    },
    answer: (n, settings) => [
      `Antwort ${settings.answer} hat ${n.rateFour} Prozent im Jahr auf Stufe IV und ${n.rateFive} auf Stufe V. Simuliert: ${n.all} von 100 Kindern haben binnen 5 Jahren ein Versagen, wie die Arbeit sagt. Aber auf Stufe IV sind es ${n.four} von 100, auf Stufe V ${n.five}.`,
      `Verschiebt man den Regler, passt jede Antwort, und jede erzählt eine andere Geschichte über die Kinder einer Stufe. Schneller auf der einen, langsamer auf der anderen: Die Antworten liegen auf einem Grat. Mit einer Zahl kann die Geschwindigkeit auf Stufe IV ${n.oneFour.from} bis ${n.oneFour.to} sein und die auf Stufe V ${n.oneFive.from} bis ${n.oneFive.to}.`,
      `Eine zweite Zahl, von Stufe V allein (70 von 100), schließt den Grat: ${n.twoFour.from} bis ${n.twoFour.to} auf Stufe IV, ${n.twoFive.from} bis ${n.twoFive.to} auf Stufe V. Eine größere Studie zur ersten Zahl hätte das nicht getan.`,
      'Ein Modell, das passt, ist damit nicht als richtig erwiesen. Zu fragen ist, welche anderen Modelle ebenso gut gepasst hätten und bei welchen Kindern sie sich unterscheiden.',
    ],
    answer_about: 'Die Anpassungen hat das Programm berechnet, als diese Seite gebaut wurde; die 10.000 Kinder werden jetzt simuliert, mit den Einstellungen dieses Bildschirms. Beide Zahlen sind für diese Lektion erfunden.',
    exercise: () => 'Nun sind beide Zahlen bekannt: 60 von 100 aller Kinder, 70 von 100 auf Stufe V. Wie viele von 100 Kindern auf Stufe IV haben binnen 5 Jahren ein Versagen?',
    exercise_guess: 'Von 100 Kindern auf Stufe IV',
    exercise_answer: (n) => [
      `Das Programm, mit der ersten Antwort, die zu beiden Zahlen passt (${n.rateFour} und ${n.rateFive} Prozent im Jahr): ${n.four} von 100 auf Stufe IV, ${n.five} auf Stufe V, ${n.all} von allen.`,
    ],
  },
};
