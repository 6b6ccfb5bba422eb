const rowsOf = ({ soft_tissue, vro, simulation, parameters }) =>
  Object.entries({ soft_tissue, vro }).flatMap(([strategy, label]) => [
    ['', '', label], ['simulation', strategy, simulation], ['parameters', strategy, parameters],
  ]);

export const certainTexts = {
  en: {
    title: 'Ten million children',
    summary: 'More simulated children make a number exact. Do they make it certain?',
    question: [
      'Ten million simulated children have an osteotomy (VRO). The share who have later surgery of the hip within 5 years is then known to two decimals, and the computer prints them all.',
      'But the model is fed with numbers from studies: how fast hips migrate, how often bone loses its position. None of them is known exactly; each has a standard error.',
    ],
    guess: 'How far may the true share be from the printed one, either way, of 100 children?',
    control: 'Simulated children',
    control_words: (value) => `${value} children`,
    count_words: (count) => (count === '1' ? '1 sample' : `${count} samples`),
    counted: (count) => (count === '1' ? 'The uncertain numbers were drawn once.' : `The uncertain numbers were drawn ${count} times.`),
    caption: 'Later surgery within 5 years',
    columns: () => ['Operation', 'of 100 children', 'either way, from the number of children', 'either way, from what is not known'],
    rows: { soft_tissue: 'release', vro: 'osteotomy (VRO)' },
    forest: {
      title: ([,, simulated, sampled]) => `After the osteotomy: ${simulated} by the number of simulated children alone, ${sampled} on average over what may be true.`,
      description: 'For each operation the share with later surgery within 5 years: its 95 % interval from the number of simulated children, and the range of 95 % of the samples of the uncertain parameters.',
      axis: 'Later surgery within 5 years, of 100 children',
      values: 'of 100 (95 %)',
      rows: rowsOf({
        soft_tissue: 'Release', vro: 'Osteotomy',
        simulation: 'chance of the simulated children', parameters: 'what is not known of the model',
      }),
    },
    answer: (n, settings) => [
      `With ${settings.run.toLocaleString('en')} children, chance moves the share by ${n.margin} of 100 either way. Each sample of the uncertain numbers, drawn as their standard errors allow, gives another share: 95 of 100 samples lie between ${n.lower} and ${n.upper} of 100 children, about ${n.half} either way.`,
      'A larger computer only makes the first of the two smaller. The second is made smaller by studies of real children, or by reading more of those that there are.',
      `After the release it reaches from ${n.softLower} to ${n.softUpper} of 100. Where the ranges of two operations overlap, that says little about their difference: both depend on the same unknown numbers.`,
      'A number with many decimals is not a number that is known. Families deserve to hear the range.',
    ],
    answer_about: 'Rounded numbers of 100 samples with 2,000 children each, simulated in this page. The numbers that differ between children by a distribution are taken as known here, so that the page can do it; vrosim psa samples them all.',
    exercise: () => 'Suppose a large study settled everything about how hips migrate (all parameters migration.*). How far either way would the share after the osteotomy still be uncertain, of 100 children?',
    exercise_guess: 'Either way, of 100 children',
    exercise_answer: (n) => [
      `The engine: still about ${n.half} of 100 either way. What remains comes from everything else that is not known.`,
    ],
  },
  de: {
    title: 'Zehn Millionen Kinder',
    summary: 'Mehr simulierte Kinder machen eine Zahl genau. Machen sie sie auch sicher?',
    question: [
      'Zehn Millionen simulierte Kinder bekommen eine Osteotomie (VRO). Der Anteil, der binnen 5 Jahren noch einmal an der Hüfte operiert wird, ist dann auf zwei Nachkommastellen bekannt, und der Computer druckt sie alle.',
      'Gespeist wird das Modell aber mit Zahlen aus Studien: wie schnell Hüften wandern, wie oft Knochen die Stellung verliert. Keine davon ist genau bekannt; jede hat einen Standardfehler.',
    ],
    guess: 'Wie weit kann der wahre Anteil vom gedruckten entfernt sein, nach beiden Seiten, von 100 Kindern?',
    control: 'Simulierte Kinder',
    control_words: (value) => `${value} Kinder`,
    count_words: (count) => (count === '1' ? '1 Ziehung' : `${count} Ziehungen`),
    counted: (count) => (count === '1' ? 'Die unsicheren Zahlen wurden einmal gezogen.' : `Die unsicheren Zahlen wurden ${count}-mal gezogen.`),
    caption: 'Noch einmal operiert binnen 5 Jahren',
    columns: () => ['Operation', 'von 100 Kindern', 'nach beiden Seiten, durch die Zahl der Kinder', 'nach beiden Seiten, durch Unbekanntes'],
    rows: { soft_tissue: 'Weichteiloperation', vro: 'Osteotomie (VRO)' },
    forest: {
      title: ([,, simulated, sampled]) => `Nach der Osteotomie: ${simulated} allein durch die Zahl der simulierten Kinder, ${sampled} im Mittel über das, was wahr sein kann.`,
      description: 'Für jede Operation der Anteil, der binnen 5 Jahren noch einmal operiert wird: sein 95-%-Intervall durch die Zahl der simulierten Kinder, und der Bereich von 95 % der Ziehungen der unsicheren Parameter.',
      axis: 'Noch einmal operiert binnen 5 Jahren, von 100 Kindern',
      values: 'von 100 (95 %)',
      rows: rowsOf({
        soft_tissue: 'Weichteiloperation', vro: 'Osteotomie',
        simulation: 'Zufall der simulierten Kinder', parameters: 'was vom Modell nicht bekannt ist',
      }),
    },
    answer: (n, settings) => [
      `Bei ${settings.run.toLocaleString('de')} Kindern verschiebt der Zufall den Anteil um ${n.margin} von 100 nach beiden Seiten. Jede Ziehung der unsicheren Zahlen, wie ihre Standardfehler es zulassen, ergibt einen anderen Anteil: 95 von 100 Ziehungen liegen zwischen ${n.lower} und ${n.upper} von 100 Kindern, etwa ${n.half} nach beiden Seiten.`,
      'Ein größerer Computer verkleinert nur das erste. Das zweite verkleinern Studien an wirklichen Kindern oder gründlicheres Lesen der vorhandenen.',
      `Nach der Weichteiloperation reicht der Bereich von ${n.softLower} bis ${n.softUpper} von 100. Dass sich die Bereiche zweier Operationen überschneiden, sagt wenig über ihren Unterschied: Beide hängen von denselben unbekannten Zahlen ab.`,
      'Eine Zahl mit vielen Nachkommastellen ist keine bekannte Zahl. Familien haben Anspruch darauf, den Bereich zu hören.',
    ],
    answer_about: 'Gerundete Zahlen aus 100 Ziehungen mit je 2.000 Kindern, simuliert auf dieser Seite. Zahlen, die sich nach einer Verteilung von Kind zu Kind unterscheiden, gelten hier als bekannt, damit die Seite es leisten kann; vrosim psa zieht sie alle.',
    exercise: () => 'Angenommen, eine große Studie klärte alles darüber, wie Hüften wandern (alle Parameter migration.*). Wie unsicher bliebe der Anteil nach der Osteotomie, nach beiden Seiten, von 100 Kindern?',
    exercise_guess: 'Nach beiden Seiten, von 100 Kindern',
    exercise_answer: (n) => [
      `Das Programm: immer noch etwa ${n.half} von 100 nach beiden Seiten. Was bleibt, kommt von allem anderen, das nicht bekannt ist.`,
    ],
  },
};
