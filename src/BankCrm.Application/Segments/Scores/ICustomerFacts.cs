using BankCrm.Application.Common;
using BankCrm.Domain.Segments.Scores;

namespace BankCrm.Application.Segments.Scores;

/// <summary>
/// What is known of customers at the end of the day before another one. One definition serves for what was known before a contact, from which is learnt, and for what is known
/// today, by which everybody is scored.
/// </summary>
public interface ICustomerFacts
{
    /// <summary>The columns of gathered histories, in the order of the cells.</summary>
    IReadOnlyList<FactColumn> Columns { get; }

    /// <summary>In the transaction that is open, of those whom it shows.</summary>
    /// <param name="asked">Whom, and which day is not over: of it and of later ones nothing is read.</param>
    Task<IReadOnlyList<CustomerFacts>> OfAsync(CrmDb db, IReadOnlyList<FactsAsked> asked, CancellationToken ct);
}

/// <param name="IsOfContact">Customers have none of their own.</param>
public sealed record FactColumn(string Name, HistoryColumnKind Kind, bool IsOfContact);

/// <param name="Id">Of a contact, or of the customer: what the answer is found by.</param>
public sealed record FactsAsked(Guid Id, Guid CustomerId, DateOnly Day);

/// <param name="Cells">In the order of the columns; empty where nothing is known.</param>
public sealed record CustomerFacts(Guid Id, Guid CustomerId, Guid BranchId, string[] Cells)
{
    /// <summary>What a score reads: of a contact, which a customer has not, what was usual among those it was learnt from.</summary>
    public Func<string, string> For(ScoreModel model, IReadOnlyList<FactColumn> columns)
    {
        var cells = columns.Index().ToDictionary(c => c.Item.Name, c => Cells[c.Index]);
        foreach (var usual in model.Columns.Where(m => columns.Any(c => c.IsOfContact && c.Name == m.Name)))
        {
            cells[usual.Name] = usual.Usual;
        }

        return name => cells.GetValueOrDefault(name, "");
    }
}
