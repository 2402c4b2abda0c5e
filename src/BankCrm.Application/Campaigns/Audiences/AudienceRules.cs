using System.Linq.Expressions;
using BankCrm.Application.Cases.Complaints;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Products.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Audiences;

/// <summary>
/// What keeps a customer of the audience from being contacted, and by what they are reached otherwise. Each question is one bit of a number that the database
/// works out for each customer; what the numbers mean is said here, once, for the forecast as for the audience itself.
/// </summary>
internal sealed class AudienceRules
{
    private readonly List<Expression<Func<SegmentRow, bool>>> questions = [];
    private readonly List<(int Bit, LeftOut Reason)> barriers = [];
    private readonly List<(int Agreed, int Reached, CampaignChannel Channel)> ways = [];

    private AudienceRules() { }

    /// <summary>How many numbers there are.</summary>
    public int Places => 1 << questions.Count;

    public Expression<Func<SegmentRow, int>> Bits => SegmentExpressions.Bits(questions);

    /// <param name="risk">Of the product, today. Null: it has none, or there is no product.</param>
    public static AudienceRules Of(CampaignBrief brief, RiskGrade? risk, SegmentAsking asking)
    {
        var rules = new AudienceRules();
        var (db, plan) = (asking.Db, brief.Plan);
        rules.Bar(LeftOut.Died, OfferGates.HasDied);
        rules.Bar(LeftOut.Ended, OfferGates.HasEnded);
        rules.Bar(LeftOut.Protected, r => r.Customer.IsProtected);
        var complaints = db.ComplaintsOpen();
        rules.Bar(LeftOut.OpenComplaint, r => complaints.Any(c => c.CustomerId == r.Customer.Id));
        if (risk is { } grade)
        {
            rules.Bar(LeftOut.NotSuitable, OfferGates.IsSuitable(grade, asking.Today).Negated());
        }

        if (plan is { ProductId: { } product, SkipsHolders: true })
        {
            rules.Bar(LeftOut.HasProduct, OfferGates.Holds(product, asking));
        }

        foreach (var channel in brief.Channels)
        {
            rules.ways.Add((rules.Ask(Agreed(channel)), rules.Ask(Reached(channel, db)), channel));
        }

        // Of other campaigns: sent lately, or still to be sent.
        var (from, most) = (asking.Now.AddDays(-plan.ContactDays), plan.MostContacts);
        var often = db.CampaignContacts
            .Where(c => c.CampaignId != brief.Id && (c.SentAt > from || c.State == ContactState.Planned || c.State == ContactState.Sending || c.State == ContactState.WithColleague))
            .GroupBy(c => c.CustomerId).Where(g => g.Count() >= most).Select(g => g.Key);
        rules.Bar(LeftOut.TooOften, r => often.Contains(r.Customer.Id));
        return rules;
    }

    /// <summary>What a number means: why they are left out, or by what they are contacted.</summary>
    public (LeftOut? LeftOut, CampaignChannel? Channel) Read(int bits)
    {
        bool Has(int bit) => (bits & (1 << bit)) != 0;
        foreach (var (bit, reason) in barriers.Where(b => b.Reason is not LeftOut.TooOften))
        {
            if (Has(bit))
            {
                return (reason, null);
            }
        }

        if (!ways.Exists(w => Has(w.Agreed)))
        {
            return (LeftOut.NoConsent, null);
        }

        var open = ways.FindAll(w => Has(w.Agreed) && Has(w.Reached));
        return open.Count == 0 ? (LeftOut.NoAddress, null)
            : barriers.Exists(b => b.Reason is LeftOut.TooOften && Has(b.Bit)) ? (LeftOut.TooOften, null)
            : (null, open[0].Channel);
    }

    private static Expression<Func<SegmentRow, bool>> Agreed(CampaignChannel channel) =>
        channel.Consent is { } consent ? OfferGates.HasAgreed(StandingConsent.FlagOf(consent)) : OfferGates.MayBeSpokenTo;

    private static Expression<Func<SegmentRow, bool>> Reached(CampaignChannel channel, CrmDb db)
    {
        if (channel is CampaignChannel.Letter)
        {
            var addresses = db.Addresses.Where(a => a.IsMain || a.Kind == AddressKind.Mailing);
            return r => addresses.Any(a => a.CustomerId == r.Customer.Id);
        }

        List<ContactKind> kinds = channel switch
        {
            CampaignChannel.WeChat => [ContactKind.WeChat],
            CampaignChannel.Sms => [ContactKind.Mobile],
            CampaignChannel.Email => [ContactKind.Email],
            _ => [ContactKind.Mobile, ContactKind.Landline],
        };
        var points = db.ContactPoints.Where(p => p.EndedOn == null && kinds.Contains(p.Kind));
        return channel is CampaignChannel.Counter ? SegmentExpressions.True : r => points.Any(p => p.CustomerId == r.Customer.Id);
    }

    private void Bar(LeftOut reason, Expression<Func<SegmentRow, bool>> holds) => barriers.Add((Ask(holds), reason));

    private int Ask(Expression<Func<SegmentRow, bool>> question)
    {
        questions.Add(question);
        return questions.Count - 1;
    }
}
