const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V'];

export const levelsTexts = {
  en: {
    title: 'A risk that is not the average child’s',
    summary: 'Is the effect of an operation the same at every GMFCS level?',
    question: [
      'Over all children, fewer have later surgery of the hip within 5 years after an osteotomy (VRO) than after a soft-tissue release.',
      'The average child does not exist. Most of the simulated children cannot walk (GMFCS IV and V); some walk freely or with aids.',
    ],
    guess: 'What does the osteotomy, on balance, do for 100 children of level II?',
    guess_choices: {
      more: 'it spares more of them than on the average', same: 'it spares as many as on the average',
      fewer: 'it spares fewer', harmed: 'more of them have later surgery than after a release',
    },
    control: 'GMFCS level',
    control_words: (level) => `GMFCS ${ROMAN[level]}`,
    simulated_many: 'Figure: of 10,000 simulated children of all levels.',
    caption: 'Of 100 children, later surgery within 5 years (10,000 children each)',
    columns: () => ['Children', 'of this level', 'of all levels'],
    rows: {
      reference_with: 'after a release', strategy_with: 'after an osteotomy', better: 'spared by the osteotomy',
      worse: 'only because of the osteotomy', ratio: 'relative risk (osteotomy / release)',
    },
    forest: {
      title: 'The difference that an osteotomy makes is another one at every level.',
      description: 'Osteotomy minus release, children with later surgery within 5 years, by GMFCS level, of 10,000 children of all levels, with 95 % intervals.',
      axis: 'difference, of 100 children', left: 'fewer after osteotomy', right: 'more after osteotomy',
      note: '95 % interval of the simulation; few children are of level I.',
    },
    answer: (n, { level }) => [
      `Of 100 children of GMFCS ${ROMAN[level]}, ${n.reference} have later surgery after a release and ${n.strategy} after an osteotomy; ${n.referenceFree} and ${n.strategyFree} do not. ${n.better} are spared it by the osteotomy, ${n.worse} have it only because of the osteotomy, for ${n.same} it makes no difference.`,
      n.isFewer
        ? `On balance that is ${n.net} fewer of 100; over all levels it is ${n.allNet} fewer.`
        : `On balance that is ${n.net} more of 100, although over all levels it is ${n.allNet} fewer. Their hips rarely move outward so far that they need it, while an osteotomy can be followed by surgery for other reasons: position that is lost before the bone has healed, complications, and others.`,
      `The scale matters too. At levels IV and V the relative risks are ${n.fourRatio} and ${n.fiveRatio}: much the same effect, it seems. In children it is ${n.four} and ${n.five} fewer of 100, because more are at risk at level V.`,
      'A ratio says nothing without the risk that it multiplies. Decide on the difference for children like the one who sits before you, and name those who would be harmed.',
    ],
    exercise: ({ level }) => `Children of GMFCS ${ROMAN[level]} have the osteotomy together with a soft-tissue release, instead of the release alone. By how many of 100 does the number with later surgery within 5 years change? (minus: fewer)`,
    exercise_guess: 'Change, of 100 children:',
    exercise_answer: (n) => [`The engine: ${n.answer} of 100. ${n.better} are spared later surgery, ${n.worse} have it only because of the osteotomy.`],
  },
  de: {
    title: 'Ein Risiko, das nicht das des Durchschnittskindes ist',
    summary: 'Wirkt eine Operation auf jeder GMFCS-Stufe gleich?',
    question: [
      'Über alle Kinder gesehen werden nach einer Osteotomie (VRO) weniger Kinder binnen 5 Jahren noch einmal an der Hüfte operiert als nach einer Weichteiloperation.',
      'Das durchschnittliche Kind gibt es nicht. Die meisten der simulierten Kinder können nicht gehen (GMFCS IV und V); einige gehen frei oder mit Hilfen.',
    ],
    guess: 'Was bewirkt die Osteotomie unter dem Strich für 100 Kinder der Stufe II?',
    guess_choices: {
      more: 'sie erspart es mehr von ihnen als im Durchschnitt', same: 'sie erspart es ebenso vielen wie im Durchschnitt',
      fewer: 'sie erspart es weniger', harmed: 'mehr von ihnen werden später operiert als nach einer Weichteiloperation',
    },
    control: 'GMFCS-Stufe',
    control_words: (level) => `GMFCS ${ROMAN[level]}`,
    simulated_many: 'Abbildung: von 10.000 simulierten Kindern aller Stufen.',
    caption: 'Von 100 Kindern: spätere Operation binnen 5 Jahren (je 10.000 Kinder)',
    columns: () => ['Kinder', 'dieser Stufe', 'aller Stufen'],
    rows: {
      reference_with: 'nach Weichteiloperation', strategy_with: 'nach Osteotomie', better: 'durch die Osteotomie erspart',
      worse: 'nur wegen der Osteotomie', ratio: 'relatives Risiko (Osteotomie / Weichteiloperation)',
    },
    forest: {
      title: 'Der Unterschied, den eine Osteotomie macht, ist auf jeder Stufe ein anderer.',
      description: 'Osteotomie minus Weichteiloperation, Kinder mit späterer Operation binnen 5 Jahren, nach GMFCS-Stufe, von 10.000 Kindern aller Stufen, mit 95-%-Intervallen.',
      axis: 'Differenz, von 100 Kindern', left: 'weniger nach Osteotomie', right: 'mehr nach Osteotomie',
      note: '95-%-Intervall der Simulation; wenige Kinder haben Stufe I.',
    },
    answer: (n, { level }) => [
      `Von 100 Kindern der Stufe GMFCS ${ROMAN[level]} werden ${n.reference} nach der Weichteiloperation und ${n.strategy} nach der Osteotomie noch einmal operiert; ${n.referenceFree} und ${n.strategyFree} bleibt es erspart. ${n.better} verdanken das der Osteotomie, ${n.worse} werden nur ihretwegen noch einmal operiert, für ${n.same} macht sie keinen Unterschied.`,
      n.isFewer
        ? `Unter dem Strich sind das ${n.net} von 100 weniger; über alle Stufen sind es ${n.allNet} weniger.`
        : `Unter dem Strich sind das ${n.net} von 100 mehr, obwohl es über alle Stufen ${n.allNet} weniger sind. Ihre Hüften wandern selten so weit, dass sie deswegen operiert werden müssten; auf eine Osteotomie aber können Operationen aus anderen Gründen folgen: Stellungsverlust vor der Heilung des Knochens, Komplikationen und weitere.`,
      `Auch auf den Maßstab kommt es an. Auf den Stufen IV und V betragen die relativen Risiken ${n.fourRatio} und ${n.fiveRatio}: scheinbar fast dieselbe Wirkung. In Kindern sind es ${n.four} und ${n.five} von 100 weniger, weil auf Stufe V mehr gefährdet sind.`,
      'Ein Verhältnis sagt nichts ohne das Risiko, das es vervielfacht. Entscheiden Sie nach der Differenz für Kinder wie das, um das es geht, und nennen Sie auch die, denen es schaden würde.',
    ],
    exercise: ({ level }) => `Kinder der Stufe GMFCS ${ROMAN[level]} erhalten die Osteotomie zusammen mit einer Weichteiloperation, statt dieser allein. Um wie viele von 100 ändert sich die Zahl der Kinder mit späterer Operation binnen 5 Jahren? (minus: weniger)`,
    exercise_guess: 'Änderung, von 100 Kindern:',
    exercise_answer: (n) => [`Das Programm: ${n.answer} von 100. ${n.better} bleibt die spätere Operation erspart, ${n.worse} haben sie nur wegen der Osteotomie.`],
  },
};
