namespace BankCrm.Domain.DataQuality.Import;

public static class ImportFieldKinds
{
    extension(ImportField it)
    {
        public bool IsDay => it is ImportField.BirthDate or ImportField.DiedOn or ImportField.RegisteredOn or ImportField.DocumentValidUntil or ImportField.NoteDate
            or ImportField.OpenedOn or ImportField.ClosedOn or ImportField.AsOf or ImportField.MaturesOn or ImportField.BookedOn or ImportField.ValueOn
            or ImportField.BookedAt;

        /// <summary>Of accounts and movements.</summary>
        public bool IsAmount => it is ImportField.AccountBalance or ImportField.Available or ImportField.Hold or ImportField.CreditLimit or ImportField.Rate
            or ImportField.Amount or ImportField.Credit or ImportField.Debit or ImportField.BalanceAfter;
    }
}
