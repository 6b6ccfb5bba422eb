// The row that ends the follow-up after so many years, so that figures tell of the same time as a question.
export const followUp = (years) => ({ parameter: 'followup.horizon', distribution: 'fixed', value: years, unit: 'years' });
