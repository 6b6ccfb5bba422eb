const OUTCOMES_EN = {
  revision_by_5y: 'later surgery within 5 years', lld_over_20mm: 'legs that differ by more than 20 mm',
  displaced: 'hip displaced at the end', death: 'death during follow-up',
};
const OUTCOMES_DE = {
  revision_by_5y: 'spätere Operation binnen 5 Jahren', lld_over_20mm: 'Beinlängendifferenz über 20 mm',
  displaced: 'Hüfte am Ende dezentriert', death: 'Tod während der Nachbeobachtung',
};

export const pairedTexts = {
  en: {
    title: 'Same children or other children?',
    summary: 'How many children does it save to compare two operations in the same ones?',
    question: [
      'Two operations are compared, a soft-tissue release and an osteotomy (VRO). A trial gives each to other children. A simulation can give both to the same children: each child lives twice, and what is not due to the operation happens both times.',
      'With the same error of the difference, pairs need fewer children than two separate groups. How many fewer?',
    ],
    guess: 'Of 100 children in two separate groups, how many does pairing save (later surgery within 5 years)?',
    control: 'What is compared',
    control_words: (outcome) => OUTCOMES_EN[outcome],
    caption: 'Osteotomy minus release, of 100 children',
    columns: () => ['Compared in', 'difference', 'from', 'to', 'standard error'],
    rows: { same: 'the same children', other: 'other children' },
    forest: {
      title: 'The same difference, once with the error of pairs and once with that of two separate groups.',
      description: 'The difference between osteotomy and release with its 95 % interval, in the same children and in two separate groups of the same size.',
      axis: 'difference, of 100 children', left: 'fewer after osteotomy', right: 'more after osteotomy',
      note: '95 % interval of the simulation.',
    },
    answer: (n, { outcome }) => [
      `Of 100 children, ${n.reference} have the outcome (${OUTCOMES_EN[outcome]}) after the release and ${n.strategy} after the osteotomy. In the same children, ${n.better} are spared it and ${n.worse} have it only because of the osteotomy; all others fare alike under both.`,
      `The standard error of the difference is ${n.same} of 100 in the same children, and ${n.other} in two separate groups of as many.`,
      n.saves
        ? `So of 100 children that separate groups would need, pairing saves ${n.saved}. Children who fare alike under both add nothing to the difference, nor to its error; the fewer change sides, the more is saved.`
        : `Here pairing saves none: it would need ${n.saved} more for every 100. Children who are worse off under one and better off under the other fare as if they were other children; that the same child is asked does not always help.`,
      'It is the simulated child that lives twice. In life only one of the two courses is seen, and nobody knows which children were spared.',
    ],
    exercise: () => 'Now the osteotomy is combined with one of the pelvis, and deaths during follow-up are compared with those after a release.',
    exercise_guess: 'Of 100 children in separate groups, how many does pairing save?',
    exercise_answer: (n) => [
      `The engine: ${n.answer} of 100. Most deaths have causes that no operation of the hip changes; they happen under both.`,
    ],
  },
  de: {
    title: 'Dieselben oder andere Kinder?',
    summary: 'Wie viele Kinder spart es, zwei Operationen an denselben zu vergleichen?',
    question: [
      'Zwei Operationen werden verglichen, eine Weichteiloperation und eine Osteotomie (VRO). Eine klinische Studie gibt sie verschiedenen Kindern. Eine Simulation kann beide denselben Kindern geben: Jedes Kind lebt zweimal, und was nicht an der Operation liegt, geschieht beide Male.',
      'Bei gleichem Fehler der Differenz brauchen Paare weniger Kinder als zwei getrennte Gruppen. Wie viele weniger?',
    ],
    guess: 'Wie viele von 100 Kindern zweier getrennter Gruppen spart das Paaren (spätere Operation binnen 5 Jahren)?',
    control: 'Was verglichen wird',
    control_words: (outcome) => OUTCOMES_DE[outcome],
    caption: 'Osteotomie minus Weichteiloperation, von 100 Kindern',
    columns: () => ['Verglichen an', 'Differenz', 'von', 'bis', 'Standardfehler'],
    rows: { same: 'denselben Kindern', other: 'anderen Kindern' },
    forest: {
      title: 'Dieselbe Differenz, einmal mit dem Fehler von Paaren und einmal mit dem zweier getrennter Gruppen.',
      description: 'Die Differenz von Osteotomie und Weichteiloperation mit ihrem 95-%-Intervall, an denselben Kindern und in zwei getrennten Gruppen derselben Größe.',
      axis: 'Differenz, von 100 Kindern', left: 'weniger nach Osteotomie', right: 'mehr nach Osteotomie',
      note: '95-%-Intervall der Simulation.',
    },
    answer: (n, { outcome }) => [
      `Von 100 Kindern haben ${n.reference} das Ereignis (${OUTCOMES_DE[outcome]}) nach der Weichteiloperation und ${n.strategy} nach der Osteotomie. An denselben Kindern: ${n.better} bleibt es erspart, ${n.worse} haben es nur wegen der Osteotomie; allen übrigen ergeht es unter beiden gleich.`,
      `Der Standardfehler der Differenz beträgt an denselben Kindern ${n.same} von 100, in zwei getrennten Gruppen von ebenso vielen ${n.other}.`,
      n.saves
        ? `Von 100 Kindern, die getrennte Gruppen bräuchten, spart das Paaren also ${n.saved}. Kinder, denen es unter beiden gleich ergeht, tragen nichts zur Differenz bei und nichts zu ihrem Fehler; je weniger Kinder die Seite wechseln, desto mehr wird gespart.`
        : `Hier spart das Paaren nichts: Es bräuchte auf je 100 noch ${n.saved} mehr. Kindern, die unter der einen schlechter und unter der anderen besser dran sind, ergeht es, als wären es andere; dasselbe Kind zu befragen hilft nicht immer.`,
      'Zweimal lebt nur das simulierte Kind. Im Leben ist nur einer der beiden Verläufe zu sehen, und niemand weiß, welchen Kindern etwas erspart blieb.',
    ],
    exercise: () => 'Nun wird die Osteotomie mit einer des Beckens verbunden, und verglichen werden die Todesfälle während der Nachbeobachtung mit denen nach einer Weichteiloperation.',
    exercise_guess: 'Wie viele von 100 Kindern getrennter Gruppen spart das Paaren?',
    exercise_answer: (n) => [
      `Das Programm: ${n.answer} von 100. Die meisten Todesfälle haben Ursachen, an denen keine Hüftoperation etwas ändert; sie geschehen unter beiden.`,
    ],
  },
};
