using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>Which customers a colleague may export, and how many without a second person.</summary>
/// <param name="IsPortfolio">Only those they look after.</param>
internal sealed record ExportRights(int Rows, bool IsPortfolio)
{
    /// <summary>Null: none.</summary>
    public static ExportRights? Of(CurrentUser user, ExportLimits limits) =>
        user.May(ExportPermissions.Branch) ? new(limits.BranchRows, IsPortfolio: false)
        : user.May(ExportPermissions.Portfolio) ? new(limits.PortfolioRows, IsPortfolio: true)
        : null;

    /// <summary>What of a list they may have. The branch is a column for those only who see more than one.</summary>
    public ExportList Narrow(ExportList list, ListChoices choices) => list with
    {
        Filter = IsPortfolio ? list.Filter with { IsMine = true, IsNobodys = false, Owner = null } : list.Filter,
        Columns = choices.Branches.Count > 0 ? list.Columns : [.. list.Columns.Where(c => c is not CustomerColumn.Branch)],
    };
}
