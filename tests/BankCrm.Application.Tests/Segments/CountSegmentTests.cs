using System.Globalization;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Segments;

public sealed class CountSegmentTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());

    private readonly SegmentBank bank = new(crm);

    [Fact]
    public async Task Whatever_is_asked_counts_those_for_whom_it_holds()
    {
        const int seed = 20261126;
        var dice = new Random(seed);
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        var people = await bank.PeopleAsync(branch, manager.Id, 40, dice);

        for (var round = 0; round < 250; round++)
        {
            var asks = Group(dice, depth: 0);
            var expected = people.Count(p => Holds(asks, p));

            var counted = await bank.CountAsync(manager, asks);

            Assert.True(expected == counted, string.Create(CultureInfo.InvariantCulture, $"seed {seed}, round {round}: {counted} instead of {expected} for {asks.ToJson()}"));
        }
    }

    [Fact]
    public async Task Every_field_takes_every_question_it_offers()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        await bank.PeopleAsync(branch, manager.Id, 3, new(1));
        var known = await crm.As(manager).AskAsync<GetSegmentFields, SegmentFieldsShown>(new([]));
        var shown = await crm.As(manager).AskAsync<GetSegmentFields, SegmentFieldsShown>(new([.. known.Fields.Select(f => f.Key)]));

        foreach (var field in shown.Fields)
        {
            foreach (var test in field.Tests)
            {
                var condition = new SegmentCondition(field.Key, test, [.. ValuesFor(field, test, shown.Choices[field.Key])])
                {
                    Days = field.AsksForDays ? 90 : null,
                    Of = [.. field.CountedChoices.Take(2).Select(c => c.Value)],
                };
                Assert.InRange((await bank.CountAsync(manager, SegmentGroup.All(condition))).GetValueOrDefault(-1), 0, 3);
                Assert.InRange((await bank.CountAsync(manager, SegmentGroup.None(condition))).GetValueOrDefault(-1), 0, 3);
            }
        }
    }

    private static IEnumerable<string> ValuesFor(SegmentField field, SegmentTest test, IReadOnlyList<SegmentChoice> choices) => (field.Kind, test) switch
    {
        (_, SegmentTest.IsUnknown) or (SegmentFieldKind.YesNo, _) => [],
        (SegmentFieldKind.Number or SegmentFieldKind.Money, SegmentTest.Between) => ["1", "5"],
        (SegmentFieldKind.Number or SegmentFieldKind.Money, _) => ["2"],
        (SegmentFieldKind.Day, SegmentTest.BetweenDays) => ["2026-01-01", "2026-11-26"],
        (SegmentFieldKind.Day, _) => ["30"],
        (SegmentFieldKind.Words, _) => ["Teacher", "Nurse"],
        _ => choices.Count > 0 ? choices.Take(2).Select(c => c.Value) : [Guid.NewGuid().ToString()],
    };

    private static SegmentGroup Group(Random dice, int depth) => new(
        (SegmentJoin)dice.Next(2), dice.Next(4) == 0,
        [.. Enumerable.Range(0, 1 + dice.Next(3)).Select(SegmentPart (_) => depth < 2 && dice.Next(3) == 0 ? Group(dice, depth + 1) : Condition(dice))]);

    private static SegmentCondition Condition(Random dice) => dice.Next(16) switch
    {
        0 => new("kind", Is(dice), Some<CustomerKind>(dice)),
        1 => new("sex", dice.Next(3) == 0 ? SegmentTest.IsUnknown : Is(dice), Some<Sex>(dice)),
        2 => Range(dice, "age", 10, 90),
        3 => new("birthday", Is(dice), [.. Enumerable.Range(0, 3).Select(_ => $"{1 + dice.Next(12)}"), nameof(BirthMonth.Next)]),
        4 => new("income", dice.Next(3) == 0 ? SegmentTest.IsUnknown : Is(dice), Some<IncomeBand>(dice)),
        5 => new("occupation", Is(dice), "Teacher"),
        6 => new("tier", Is(dice), Some<CustomerTier>(dice)),
        7 => new("stage", Is(dice), Some<LifeCycleStage>(dice)),
        8 => new("looked-after", dice.Next(2) == 0 ? SegmentTest.Yes : SegmentTest.No),
        9 => new("tags", Has(dice), "golf", "choir"),
        10 => Range(dice, "assets", 0, 3_000_000),
        11 => Range(dice, "loans", 0, 2_000_000),
        12 => Range(dice, "kinds", 0, 5),
        13 => new("holds", Has(dice), Some<AccountKind>(dice)),
        14 => new("marketing", Has(dice), nameof(ConsentChannel.Sms), nameof(ConsentChannel.Phone)),
        _ => new("mobile", dice.Next(2) == 0 ? SegmentTest.Yes : SegmentTest.No),
    };

    private static SegmentTest Is(Random dice) => dice.Next(2) == 0 ? SegmentTest.IsAnyOf : SegmentTest.IsNoneOf;

    private static SegmentTest Has(Random dice) => dice.Next(3) switch { 0 => SegmentTest.HasAnyOf, 1 => SegmentTest.HasAllOf, _ => SegmentTest.HasNoneOf };

    private static string[] Some<T>(Random dice) where T : struct, Enum
    {
        var names = Enum.GetNames<T>();
        return [.. names.Where(_ => dice.Next(2) == 0).DefaultIfEmpty(names[0])];
    }

    private static SegmentCondition Range(Random dice, string field, int least, int most)
    {
        var (from, to) = (dice.Next(least, most), dice.Next(least, most));
        return dice.Next(3) switch
        {
            0 => new(field, SegmentTest.AtLeast, $"{from}"),
            1 => new(field, SegmentTest.AtMost, $"{to}"),
            _ => new(field, SegmentTest.Between, $"{Math.Min(from, to)}", $"{Math.Max(from, to)}"),
        };
    }

    // Another reading of the same words, over what the test itself has made.
    private static bool Holds(SegmentPart part, SegmentPerson person) => part switch
    {
        SegmentGroup { Join: SegmentJoin.All } all => all.Parts.All(p => Holds(p, person)) != all.IsNot,
        SegmentGroup any => any.Parts.Any(p => Holds(p, person)) != any.IsNot,
        SegmentCondition condition => Holds(condition, person),
        _ => throw new InvalidOperationException(),
    };

    private static bool Holds(SegmentCondition c, SegmentPerson person)
    {
        var draft = person.Draft;
        var isPerson = draft.Kind is CustomerKind.Individual;
        return c.Field switch
        {
            "kind" => One<CustomerKind>(c, draft.Kind),
            "sex" => One(c, draft.Sex),
            "age" => Between(c, isPerson && draft.BirthDate is { } born ? Today.Year - born.Year : null),
            "birthday" => (isPerson && draft.BirthDate is { } day && c.Values.Any(v => v == nameof(BirthMonth.Next) ? Today.AddMonths(1).Month == day.Month : v == $"{day.Month}")) != c.Test is SegmentTest.IsNoneOf,
            "income" => One(c, draft.Income),
            "occupation" => c.Values.Contains(draft.Occupation) != c.Test is SegmentTest.IsNoneOf,
            "tier" => One<CustomerTier>(c, draft.Tier),
            "stage" => One<LifeCycleStage>(c, draft.Stage),
            "looked-after" => (draft.OwnerId is not null) == c.Test is SegmentTest.Yes,
            "tags" => Several(c, draft.Tags),
            "assets" => Between(c, person.Assets),
            "loans" => Between(c, person.Loans),
            "kinds" => Between(c, person.Holdings.Count),
            "holds" => Several(c, [.. person.Holdings.Keys.Select(k => k.ToString())]),
            "marketing" => Several(c, draft.AgreesToMarketing == true && draft.Mobile.Length > 0 ? [nameof(ConsentChannel.Sms), nameof(ConsentChannel.Phone)] : []),
            _ => (draft.Mobile.Length > 0) == c.Test is SegmentTest.Yes,
        };
    }

    private static bool One<T>(SegmentCondition c, T? value) where T : struct, Enum => c.Test switch
    {
        SegmentTest.IsUnknown => value is null,
        SegmentTest.IsNoneOf => value is null || !c.Values.Contains(value.ToString()),
        _ => value is not null && c.Values.Contains(value.ToString()),
    };

    private static bool Several(SegmentCondition c, IReadOnlyCollection<string> has) => c.Test switch
    {
        SegmentTest.HasAllOf => c.Values.All(has.Contains),
        SegmentTest.HasNoneOf => !c.Values.Any(has.Contains),
        _ => c.Values.Any(has.Contains),
    };

    private static bool Between(SegmentCondition c, decimal? value)
    {
        var bounds = c.Values.Select(v => decimal.Parse(v, CultureInfo.InvariantCulture)).ToList();
        return value is { } is_ && (c.Test is SegmentTest.AtMost || is_ >= bounds[0]) && (c.Test is SegmentTest.AtLeast || is_ <= bounds[^1]);
    }
}
