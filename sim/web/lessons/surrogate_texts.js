export const surrogateTexts = {
  en: {
    title: 'The surrogate that turns round',
    summary: 'Where are fewer hips displaced at the end, and what does that say?',
    question: [
      'Two hips at the start are alike. One has a soft-tissue release at once; the other is observed. Both are seen twice a year, and where the hip migrates too far, a larger operation is offered.',
      'Ten years later an X-ray shows which hips are displaced (migration above 30 %). It is easy to measure, and so it is often what is reported.',
    ],
    guess: 'Under which of the two are fewer hips displaced at the end?',
    guess_choices: { release: 'release', same: 'about the same', observation: 'observation' },
    control: 'Migration at which a larger operation is offered',
    control_words: (percent) => `${percent} %`,
    caption: 'What happened to the hips of the simulated children',
    columns: (base) => ['Hips', `release, of ${base}`, `observation, of ${base}`],
    rows: { displaced: 'displaced at the end', failed: 'failed: operated later, or migration above 50 %' },
    strategies: { soft_tissue: 'release', observation: 'observation' },
    forest: {
      title: 'What is seen at the end, and what the children lived.',
      description: 'Children with a displaced hip at the end, and children whose hip failed on the way, under release and under observation, with 95 % intervals.',
      axis: 'of 100 children', note: '95 % interval of the simulation.',
    },
    answer: (n, { threshold }) => [
      `Of 100 children, ${n.displaced[0]} have a displaced hip at the end under release and ${n.displaced[1]} under observation. But ${n.failed[0]} and ${n.failed[1]} of 100 hips failed: they were operated later, or migrated beyond 50 %.`,
      n.turns
        ? 'The X-ray at the end speaks for observation, the course for the release. Many observed hips look good because they were operated later, and the X-ray does not show what that took.'
        : 'With this setting the X-ray and the course point the same way. Move the slider: the X-ray follows how readily surgeons operate again as much as what was done first.',
      `Here a larger operation is offered from ${threshold} % on. Of 100 children after a release, ${n.operated} have later surgery within ten years; offer it earlier, and fewer hips are displaced at the end, for more operations. A good X-ray is not a good course, and neither is yet a good life for the child.`,
      'A measure that stands in for another (a surrogate) is safe only while nothing that improves it counts as free. Count the operations and what they cost the child beside the X-ray.',
    ],
    exercise: ({ threshold }) => `The same children, with ${threshold} % as the threshold.`,
    exercise_guess: 'Of 100 children under observation, how many have later surgery within 10 years?',
    exercise_answer: (n) => [`The engine: ${n.answer} of 100. They are the reason why so few observed hips are displaced at the end.`],
  },
  de: {
    title: 'Das Surrogat, das sich umkehrt',
    summary: 'Wo sind am Ende weniger Hüften dezentriert, und was sagt das?',
    question: [
      'Zwei Hüften gleichen sich am Anfang. Die eine erhält sofort eine Weichteiloperation, die andere wird beobachtet. Beide werden zweimal im Jahr untersucht, und wo die Hüfte zu weit wandert, wird eine größere Operation angeboten.',
      'Zehn Jahre später zeigt ein Röntgenbild, welche Hüften dezentriert sind (Migration über 30 %). Das ist leicht zu messen, und so wird oft gerade das berichtet.',
    ],
    guess: 'Bei welchem Vorgehen sind am Ende weniger Hüften dezentriert?',
    guess_choices: { release: 'Weichteiloperation', same: 'etwa gleich', observation: 'Beobachtung' },
    control: 'Migration, ab der eine größere Operation angeboten wird',
    control_words: (percent) => `${percent} %`,
    caption: 'Was mit den Hüften der simulierten Kinder geschah',
    columns: (base) => ['Hüften', `Weichteiloperation, von ${base}`, `Beobachtung, von ${base}`],
    rows: { displaced: 'am Ende dezentriert', failed: 'versagt: später operiert oder Migration über 50 %' },
    strategies: { soft_tissue: 'Weichteiloperation', observation: 'Beobachtung' },
    forest: {
      title: 'Was am Ende zu sehen ist, und was die Kinder erlebt haben.',
      description: 'Kinder mit dezentrierter Hüfte am Ende und Kinder, deren Hüfte unterwegs versagte, nach Weichteiloperation und unter Beobachtung, mit 95-%-Intervallen.',
      axis: 'von 100 Kindern', note: '95-%-Intervall der Simulation.',
    },
    answer: (n, { threshold }) => [
      `Von 100 Kindern haben am Ende ${n.displaced[0]} nach der Weichteiloperation und ${n.displaced[1]} unter Beobachtung eine dezentrierte Hüfte. Versagt haben jedoch ${n.failed[0]} und ${n.failed[1]} von 100 Hüften: Sie wurden später operiert oder sind über 50 % gewandert.`,
      n.turns
        ? 'Das Röntgenbild am Ende spricht für die Beobachtung, der Verlauf für die Weichteiloperation. Viele beobachtete Hüften sehen gut aus, weil sie später operiert wurden, und was das kostete, zeigt das Bild nicht.'
        : 'Mit dieser Einstellung weisen Bild und Verlauf in dieselbe Richtung. Bewegen Sie den Regler: Das Bild folgt ebenso sehr der Bereitschaft, noch einmal zu operieren, wie dem ersten Eingriff.',
      `Hier wird eine größere Operation ab ${threshold} % angeboten. Von 100 Kindern werden nach einer Weichteiloperation ${n.operated} binnen zehn Jahren noch einmal operiert; wird sie früher angeboten, sind am Ende weniger Hüften dezentriert, um den Preis von mehr Operationen. Ein gutes Bild ist noch kein guter Verlauf, und beides noch kein gutes Leben für das Kind.`,
      'Auf eine Ersatzgröße (ein Surrogat) ist nur Verlass, solange nichts, was sie verbessert, als kostenlos gilt. Zählen Sie neben dem Bild die Operationen und was sie dem Kind abverlangen.',
    ],
    exercise: ({ threshold }) => `Dieselben Kinder, mit ${threshold} % als Schwelle.`,
    exercise_guess: 'Wie viele von 100 Kindern unter Beobachtung werden binnen 10 Jahren später operiert?',
    exercise_answer: (n) => [`Das Programm: ${n.answer} von 100. Ihretwegen sind am Ende so wenige beobachtete Hüften dezentriert.`],
  },
};
