using System.Linq.Expressions;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Products.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Fields;

/// <summary>Who may be offered something: the one place where it is said, for campaigns as for what colleagues recommend.</summary>
internal static class OfferGates
{
    private const ConsentChannels AllChannels = ConsentChannels.Phone | ConsentChannels.Sms | ConsentChannels.Email | ConsentChannels.WeChat | ConsentChannels.Post;

    public static Expression<Func<SegmentRow, bool>> HasDied { get; } = r => r.Customer.DiedOn != null;

    public static Expression<Func<SegmentRow, bool>> HasEnded { get; } = r => r.Customer.Stage == LifeCycleStage.Closed || r.Customer.MergedIntoId != null;

    /// <summary>Where they are spoken to anyway: only who refused marketing on every channel is left in peace.</summary>
    public static Expression<Func<SegmentRow, bool>> MayBeSpokenTo
    {
        get
        {
            Expression<Func<SegmentRow, bool>> said = r => r.Consents != null;
            return said.And(SegmentExpressions.Has(r => r.Consents!.NoMarketing, AllChannels, all: true)).Negated();
        }
    }

    public static Expression<Func<SegmentRow, bool>> HasAgreed(ConsentChannels channel)
    {
        Expression<Func<SegmentRow, bool>> said = r => r.Consents != null;
        return said.And(SegmentExpressions.Has(r => r.Consents!.Marketing, channel, all: true));
    }

    /// <summary>Their class allows the grade and is not older than a year (NFRA Order 2025 No. 7).</summary>
    public static Expression<Func<SegmentRow, bool>> IsSuitable(RiskGrade grade, DateOnly today)
    {
        List<RiskAppetite> fit = [.. Enum.GetValues<RiskAppetite>().Where(a => (int)a >= (int)grade)];
        var since = today.AddYears(-1);
        return r => r.Customer.Appetite != null && fit.Contains(r.Customer.Appetite.Value) && r.Customer.AppetiteAssessedOn > since;
    }

    /// <summary>They own an account of it that is not closed.</summary>
    public static Expression<Func<SegmentRow, bool>> Holds(Guid product, SegmentAsking asking)
    {
        var db = asking.Db;
        var owners = asking.Rows(db.AccountHolders).Where(h => h.Role == HolderRole.Owner
            && db.Accounts.Any(a => a.Id == h.AccountId && a.Status != AccountStatus.Closed && a.ProductId == product));
        return r => owners.Any(h => h.CustomerId == r.Customer.Id);
    }
}
