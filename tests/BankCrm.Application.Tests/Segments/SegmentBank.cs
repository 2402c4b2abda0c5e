using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Tests.Accounts;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;

namespace BankCrm.Application.Tests.Segments;

/// <summary>What a test knows of a customer it has made.</summary>
internal sealed record SegmentPerson(CustomerDraft Draft, IReadOnlyDictionary<AccountKind, decimal> Holdings)
{
    public decimal Assets => Holdings.Where(h => h.Key is not (AccountKind.Loan or AccountKind.CreditCard)).Sum(h => h.Value);

    public decimal Loans => Holdings.Where(h => h.Key is AccountKind.Loan).Sum(h => -h.Value);
}

/// <summary>A branch whose customers a test knows to the last.</summary>
internal sealed class SegmentBank(TestCrm crm)
{
    public static readonly string[] Manager = [SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Members, SegmentPermissions.Everybodys, CustomerPermissions.Read, CustomerPermissions.ReadProtected];

    public static readonly string[] Marketing = [SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Everybodys, SegmentPermissions.WholeBank];

    private static readonly string[] Tags = ["golf", "choir", "vip-lounge"];

    private readonly Intakes intakes = new(crm);

    /// <summary>Drawn by the seed, so that a failure can be repeated.</summary>
    public async Task<IReadOnlyList<SegmentPerson>> PeopleAsync(TestBranch branch, Guid owner, int count, Random dice)
    {
        var people = new List<SegmentPerson>();
        for (var i = 0; i < count; i++)
        {
            var isFirm = dice.Next(6) == 0;
            var draft = new CustomerDraft
            {
                Name = isFirm ? $"北方贸易{i}有限公司" : $"张伟{(char)('一' + i)}",
                Kind = isFirm ? CustomerKind.Organisation : CustomerKind.Individual,
                BirthDate = !isFirm && dice.Next(5) > 0 ? new DateOnly(1940 + dice.Next(65), 1 + dice.Next(12), 1 + dice.Next(28)) : null,
                Sex = !isFirm && dice.Next(4) > 0 ? (Sex)dice.Next(2) : null,
                Income = !isFirm && dice.Next(2) == 0 ? (IncomeBand)dice.Next(5) : null,
                Occupation = dice.Next(3) == 0 ? "Teacher" : dice.Next(2) == 0 ? "Nurse" : "",
                Tier = (CustomerTier)dice.Next(4),
                Stage = (LifeCycleStage)dice.Next(3),
                Language = (CustomerLanguage)dice.Next(2),
                Appetite = dice.Next(2) == 0 ? (RiskAppetite)dice.Next(5) : null,
                OwnerId = dice.Next(2) == 0 ? owner : null,
                Tags = [.. Tags.Where(_ => dice.Next(3) == 0)],
                Mobile = dice.Next(2) == 0 ? $"138{dice.Next(10_000_000, 99_999_999)}" : "",
                AgreesToMarketing = dice.Next(3) switch { 0 => true, 1 => false, _ => null },
                ConsentProof = "Form",
            };
            await branch.HasCustomerAsync(draft);
            var holdings = Enum.GetValues<AccountKind>().Where(_ => dice.Next(4) == 0).ToDictionary(k => k, k => (decimal)dice.Next(1, 2_000_000) * (k is AccountKind.Loan or AccountKind.CreditCard ? -1 : 1));
            foreach (var (kind, balance) in holdings)
            {
                await intakes.TakeAsync(Intakes.Account($"62{Guid.NewGuid():n}"[..18], await intakes.NumberOfAsync(draft.Id), kind) with { Balance = balance });
            }

            people.Add(new(draft, holdings));
        }

        return people;
    }

    public async Task<int?> CountAsync(TestStaff staff, SegmentGroup asks, bool isQuick = false) =>
        (await crm.As(staff).AskAsync<CountSegment, SegmentCount>(new(asks, isQuick))).Customers;
}
