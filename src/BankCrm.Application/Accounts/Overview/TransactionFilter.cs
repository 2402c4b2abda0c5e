using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Transactions;

namespace BankCrm.Application.Accounts.Overview;

public enum MoneyDirection
{
    In,
    Out,
}

/// <summary>Which movements of an account. What is null or empty asks for nothing.</summary>
/// <param name="Least">Of the amount without its sign, in the account's currency.</param>
/// <param name="Most">Likewise.</param>
/// <param name="Words">A part of the text or of the counterparty's name.</param>
public sealed record TransactionFilter(
    DateOnly? From = null, DateOnly? To = null, decimal? Least = null, decimal? Most = null, MoneyDirection? Direction = null,
    TransactionKind? Kind = null, TransactionCategory? Category = null, string? Words = null)
{
    public const int WordsMaxLength = 100;

    public bool AsksForAll => this with { Words = null } == new TransactionFilter() && string.IsNullOrWhiteSpace(Words);

    internal IQueryable<Transaction> Of(IQueryable<Transaction> all)
    {
        var found = From is { } from ? all.Where(t => t.BookedOn >= from) : all;
        found = To is { } to ? found.Where(t => t.BookedOn <= to) : found;
        found = Direction switch
        {
            MoneyDirection.In => found.Where(t => t.Amount > 0),
            MoneyDirection.Out => found.Where(t => t.Amount < 0),
            _ => found,
        };
        found = Least is { } least ? found.Where(t => t.Amount >= least || t.Amount <= -least) : found;
        found = Most is { } most ? found.Where(t => t.Amount <= most && t.Amount >= -most) : found;
        found = Kind is { } kind ? found.Where(t => t.Kind == kind) : found;
        found = Category is { } category ? found.Where(t => t.Category == category) : found;
        if (string.IsNullOrWhiteSpace(Words))
        {
            return found;
        }

        var words = (Words.Length > WordsMaxLength ? Words[..WordsMaxLength] : Words).Trim().ToLowerInvariant();
        return found.Where(t => CrmDb.Lower(t.Text).Contains(words) || CrmDb.Lower(t.Counterparty).Contains(words));
    }
}
