using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>That a row names a related customer.</summary>
/// <param name="Related">Customer number, number in the other system, or number of a document.</param>
/// <param name="Role">What the other is to the row's customer.</param>
/// <param name="Share">In percent.</param>
internal sealed record RowRelation(int Line, string Related, RelationRole Role, decimal? Share)
{
    public const int RelatedMaxLength = 60;

    /// <summary>Null: the row names nobody, or what it says is no relation, and the row is remarked.</summary>
    /// <param name="role">Null: it is not said.</param>
    public static RowRelation? Of(int line, string related, RelationRole? role, string share, RowNotes notes)
    {
        if (related.Length == 0 || CellText.IsNothing(related))
        {
            return null;
        }

        if ((CellText.Damage(related) ?? CleanText.Check(related, RelatedMaxLength)) is { } unreadable)
        {
            notes.Remark(ImportField.RelatedTo, unreadable);
            return null;
        }

        if (role is not { } known)
        {
            notes.Remark(ImportField.RelationRole, new("Nothing says what the related customer is to them: the relation was left out."));
            return null;
        }

        var (percent, fault) = ShareOf(share, known);
        if (fault is not null)
        {
            notes.Remark(ImportField.RelationShare, fault);
        }

        return known.Kind is RelationKind.Owns && percent is null ? null : new(line, related, known, percent);
    }

    private static (decimal? Percent, Fault? Fault) ShareOf(string cell, RelationRole role)
    {
        var (amount, _) = AmountText.Read(CellText.Number(cell).TrimEnd('%', ' '));
        return role.Kind switch
        {
            RelationKind.Owns when amount is not (> 0 and <= 100) => (null, new("Say how much they own: more than 0 and at most 100 percent.")),
            RelationKind.Owns when decimal.Round(amount.Value, 2) != amount => (null, new("A share has at most two decimals.")),
            RelationKind.Owns => (amount, null),
            _ => (null, amount is > 0 ? new("Only a shareholder has a share.") : null),
        };
    }
}
