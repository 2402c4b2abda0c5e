using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts.Arrangements;

/// <summary>Each kind of arrangement with its columns.</summary>
internal static class ArrangementTables
{
    public static ArrangementTable<ToldStandingOrder> StandingOrders { get; } = new(
        nameof(StandingOrder),
        "standing_orders",
        ArrangementColumn<ToldStandingOrder>.Of("amount", "numeric", o => o.Amount),
        ArrangementColumn<ToldStandingOrder>.Of("currency", "text", o => o.Currency),
        ArrangementColumn<ToldStandingOrder>.Of("rhythm", "text", o => o.Rhythm.ToString()),
        ArrangementColumn<ToldStandingOrder>.Of("next_on", "date", o => o.NextOn),
        ArrangementColumn<ToldStandingOrder>.Of("counterparty", "text", o => o.Counterparty),
        ArrangementColumn<ToldStandingOrder>.Of("counterparty_account", "text", o => AccountNumber.Masked(o.CounterpartyAccount)),
        ArrangementColumn<ToldStandingOrder>.Of("purpose", "text", o => o.Purpose),
        ArrangementColumn<ToldStandingOrder>.Of("status", "text", o => o.Status.ToString()));

    public static ArrangementTable<ToldLoan> Loans { get; } = new(
        nameof(Loan),
        "loans",
        ArrangementColumn<ToldLoan>.Of("amount", "numeric", l => l.Amount),
        ArrangementColumn<ToldLoan>.Of("currency", "text", l => l.Currency),
        ArrangementColumn<ToldLoan>.Of("outstanding", "numeric", l => l.Outstanding),
        ArrangementColumn<ToldLoan>.Of("rate", "numeric", l => l.Rate),
        ArrangementColumn<ToldLoan>.Of("granted_on", "date", l => l.GrantedOn),
        ArrangementColumn<ToldLoan>.Of("ends_on", "date", l => l.EndsOn),
        ArrangementColumn<ToldLoan>.Of("status", "text", l => l.Status.ToString()))
    {
        And = StoreInstalmentsAsync,
    };

    public static ArrangementTable<ToldPosition> Positions { get; } = new(
        nameof(Position),
        "positions",
        ArrangementColumn<ToldPosition>.Of("name", "text", p => p.Name),
        ArrangementColumn<ToldPosition>.Of("quantity", "numeric", p => p.Quantity),
        ArrangementColumn<ToldPosition>.Of("price", "numeric", p => p.Price),
        ArrangementColumn<ToldPosition>.Of("currency", "text", p => p.Currency),
        ArrangementColumn<ToldPosition>.Of("value", "numeric", p => p.Value),
        ArrangementColumn<ToldPosition>.Of("valued_on", "date", p => p.ValuedOn),
        ArrangementColumn<ToldPosition>.Of("grade", "text", p => p.Grade?.ToString()));

    public static ArrangementTable<ToldCard> Cards(IBlindIndex index) => new(
        nameof(Card),
        "cards",
        ArrangementColumn<ToldCard>.Of("masked_number", "text", c => BankCard.Parse(c.Number).ToString()),
        ArrangementColumn<ToldCard>.Of("number_lookup", "bytea", c => index.OfCard(c.Number)),
        ArrangementColumn<ToldCard>.Of("kind", "text", c => c.Kind.ToString()),
        ArrangementColumn<ToldCard>.Of("name", "text", c => c.Name),
        ArrangementColumn<ToldCard>.Of("status", "text", c => c.Status.ToString()),
        ArrangementColumn<ToldCard>.Of("issued_on", "date", c => c.IssuedOn),
        ArrangementColumn<ToldCard>.Of("valid_to", "date", c => c.ValidTo is { } day ? new DateOnly(day.Year, day.Month, 1) : (DateOnly?)null));

    // Told whole: what is not told any more is gone.
    private static async Task StoreInstalmentsAsync(CrmDb db, IReadOnlyList<ArrangementToStore<ToldLoan>> loans, CancellationToken ct)
    {
        await db.ExecuteAsync(
            """
            delete from loan_instalments i using unnest($1::uuid[], $2::text[]) n(account_id, reference)
            where i.account_id = n.account_id and i.reference = n.reference
            """,
            ct, loans.Select(l => l.AccountId).ToArray(), loans.Select(l => l.Told.Reference).ToArray());
        var parts = loans.SelectMany(l => l.Told.Instalments.Select(i => (l.AccountId, l.Told.Reference, Part: i))).ToArray();
        await db.ExecuteAsync(
            """
            insert into loan_instalments (account_id, reference, number, due_on, principal, interest, is_paid)
            select * from unnest($1::uuid[], $2::text[], $3::integer[], $4::date[], $5::numeric[], $6::numeric[], $7::boolean[])
            """,
            ct,
            Array.ConvertAll(parts, p => p.AccountId), Array.ConvertAll(parts, p => p.Reference), Array.ConvertAll(parts, p => p.Part.Number),
            Array.ConvertAll(parts, p => p.Part.DueOn), Array.ConvertAll(parts, p => p.Part.Principal), Array.ConvertAll(parts, p => p.Part.Interest),
            Array.ConvertAll(parts, p => p.Part.IsPaid));
    }
}
