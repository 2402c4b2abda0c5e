using System.Globalization;
using BankCrm.Application.Customers.Changes;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>One field of both records: a text, a value of an enumeration, yes or no. What is sensitive is masked.</summary>
/// <param name="IsSame">The values themselves are the same, whatever is shown of them.</param>
public sealed record ComparedField(MergeField Field, object? Survivor, object? Loser, bool IsSame)
{
    /// <summary>Where nobody has chosen yet: what is known rather than nothing.</summary>
    public bool IsLosersByDefault => Survivor is null or "" && Loser is not (null or "");
}

internal static class MergeComparison
{
    /// <param name="owners">What owners are called.</param>
    public static IReadOnlyList<ComparedField> Of(
        MergePair pair, ICustomerCipher ofSurvivor, ICustomerCipher ofLoser, IReadOnlyDictionary<Guid, string> owners)
    {
        return [.. Enum.GetValues<MergeField>().Select(Compare)];

        ComparedField Compare(MergeField field)
        {
            var (mine, theirs) = (ValueOf(field, pair.Survivor, ofSurvivor), ValueOf(field, pair.Loser, ofLoser));
            return new(field, Shown(field, mine, pair.Survivor, owners), Shown(field, theirs, pair.Loser, owners), Equals(mine, theirs));
        }
    }

    internal static string? IncomeOf(Customer customer, ICustomerCipher cipher) =>
        customer.Income is { } income ? cipher.Open(Customer.IncomeColumn, customer.Id, income) : null;

    private static object? ValueOf(MergeField field, Customer customer, ICustomerCipher cipher) => field switch
    {
        MergeField.Name => customer.Name,
        MergeField.OtherName => customer.OtherName,
        MergeField.BirthDate => CustomerParticulars.BirthDateOf(customer, cipher),
        MergeField.Sex => customer.Sex,
        MergeField.Occupation => customer.Occupation,
        MergeField.Employer => CustomerParticulars.EmployerOf(customer, cipher),
        MergeField.Income => IncomeOf(customer, cipher),
        MergeField.Owner => customer.OwnerId,
        MergeField.Tier => customer.Tier,
        MergeField.Stage => customer.Stage,
        MergeField.Appetite => customer.Appetite,
        MergeField.Language => customer.Language,
        _ => customer.IsProtected,
    };

    private static object? Shown(MergeField field, object? value, Customer customer, IReadOnlyDictionary<Guid, string> owners) => (field, value) switch
    {
        (_, null) => null,
        (MergeField.BirthDate, _) => string.Create(CultureInfo.InvariantCulture, $"{customer.BirthYear}-••-••"),
        (MergeField.Employer or MergeField.Income, _) => CustomerParticulars.Hidden,
        (_, Guid owner) => owners.GetValueOrDefault(owner, ""),
        _ => value,
    };
}
