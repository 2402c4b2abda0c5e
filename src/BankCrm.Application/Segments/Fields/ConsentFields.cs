using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Fields;

/// <summary>What a customer allows, and whether they can be reached.</summary>
[Policy]
internal sealed class ConsentFields : ISegmentFields
{
    public IReadOnlyList<SegmentField> Fields { get; } =
    [
        Of("marketing", "Agreed to marketing by", r => r.Consents!.Marketing),
        Of("no-marketing", "Refused marketing by", r => r.Consents!.NoMarketing),
        FieldMaker.YesNo("profiling", "Agreed to profiling", SegmentSubject.Consent, _ => r => r.Consents != null && r.Consents.Profiling != ConsentChannels.None),
        FieldMaker.YesNo("sharing", "Agreed to sharing with partners", SegmentSubject.Consent, _ => r => r.Consents != null && r.Consents.Sharing != ConsentChannels.None),
        Reach("mobile", "Has a mobile number", ContactKind.Mobile),
        Reach("e-mail", "Has an e-mail address", ContactKind.Email),
    ];

    private static SegmentField Of(string key, string sentence, System.Linq.Expressions.Expression<Func<SegmentRow, ConsentChannels>> channels) => new(key, sentence, SegmentSubject.Consent, SegmentFieldKind.Choices)
    {
        Choices = FieldMaker.MembersOf<ConsentChannel>(),
        Where = (condition, _) =>
        {
            var wanted = condition.Values.Aggregate(ConsentChannels.None, (all, v) => all | StandingConsent.FlagOf(Enum.Parse<ConsentChannel>(v)));
            var isSo = condition.Test is SegmentTest.HasAllOf
                ? SegmentExpressions.Has(channels, wanted, all: true)
                : SegmentExpressions.Has(channels, wanted, all: false);
            System.Linq.Expressions.Expression<Func<SegmentRow, bool>> known = r => r.Consents != null;
            return FieldMaker.Turned(condition, SegmentTest.HasNoneOf, known.And(isSo));
        },
    };

    private static SegmentField Reach(string key, string sentence, ContactKind kind) => FieldMaker.YesNo(key, sentence, SegmentSubject.Consent, asking =>
    {
        var points = asking.Db.ContactPoints.Where(p => p.EndedOn == null && p.Kind == kind);
        return r => points.Any(p => p.CustomerId == r.Customer.Id);
    }) with
    {
        IsOfThePerson = true,
    };
}
