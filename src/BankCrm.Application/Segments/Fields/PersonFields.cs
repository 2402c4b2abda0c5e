using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Application.Segments.Fields;

/// <summary>Who a customer is.</summary>
[Policy]
internal sealed class PersonFields : ISegmentFields
{
    public IReadOnlyList<SegmentField> Fields { get; } =
    [
        FieldMaker.Choice<CustomerKind>("kind", "Kind of customer", SegmentSubject.Person, r => r.Customer.Kind),
        FieldMaker.Choice<Sex>("sex", "Sex", SegmentSubject.Person, r => r.Customer.Sex) with { MayBeUnknown = true, IsOfThePerson = true },
        Age,
        Birthday,
        FieldMaker.Choice<IncomeBand>("income", "Yearly income", SegmentSubject.Person, r => r.Customer.IncomeBand) with { MayBeUnknown = true, IsOfThePerson = true },
        FieldMaker.Words("occupation", "Occupation or line of business", SegmentSubject.Person, r => r.Customer.Occupation) with { IsOfThePerson = true },
        FieldMaker.Words("city", "City", SegmentSubject.Person, r => r.Customer.City) with { IsOfThePerson = true },
        FieldMaker.Choice<CustomerLanguage>("language", "Language", SegmentSubject.Person, r => r.Customer.Language),
    ];

    // In years completed by the end of this year: of the birth date only the year is readable.
    private static SegmentField Age => new("age", "Age in years", SegmentSubject.Person, SegmentFieldKind.Number)
    {
        MayBeUnknown = true,
        IsOfThePerson = true,
        Where = (condition, asking) =>
        {
            var isPerson = SegmentExpressions.IsOneOf(r => r.Customer.Kind, [CustomerKind.Individual]);
            if (condition.Test is SegmentTest.IsUnknown)
            {
                return isPerson.Negated().Or(SegmentExpressions.IsNull(r => r.Customer.BirthYear));
            }

            // The oldest were born first; asked of the year itself, the database can estimate it.
            var (youngest, oldest) = (FieldMaker.From(condition), FieldMaker.To(condition));
            return isPerson.And(SegmentExpressions.InRange(r => r.Customer.BirthYear, BornAt(oldest, asking), BornAt(youngest, asking)));
        },
    };

    private static short? BornAt(string? age, SegmentAsking asking) =>
        string.IsNullOrEmpty(age) ? null : (short)Math.Clamp(asking.Today.Year - int.Parse(age, CultureInfo.InvariantCulture), short.MinValue, short.MaxValue);

    private static SegmentField Birthday => new("birthday", "Birthday in the month", SegmentSubject.Person, SegmentFieldKind.Choice)
    {
        IsOfThePerson = true,
        Choices =
        [
            .. Enum.GetValues<BirthMonth>().Select(m => new SegmentChoice(m.ToString(), m.ToString(), m)),
            .. Enumerable.Range(1, 12).Select(m => new SegmentChoice(m.ToString(CultureInfo.InvariantCulture), m.ToString(CultureInfo.InvariantCulture)) { Month = m }),
        ],
        Where = (condition, asking) =>
        {
            List<short?> months = [.. condition.Values.Select(v => Enum.TryParse<BirthMonth>(v, out var relative) && !char.IsAsciiDigit(v[0])
                ? (short)asking.Today.AddMonths((int)relative).Month
                : short.Parse(v, CultureInfo.InvariantCulture))];
            var isSo = SegmentExpressions.IsOneOf(r => r.Customer.Kind == CustomerKind.Individual ? r.Customer.BirthMonth : null, months);
            return FieldMaker.Turned(condition, SegmentTest.IsNoneOf, isSo);
        },
    };
}

/// <summary>A month that moves with the day.</summary>
public enum BirthMonth
{
    [Domain.Common.Means("This month")] This = 0,
    [Domain.Common.Means("Next month")] Next = 1,
}
