using System.Globalization;
using System.Security.Cryptography;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Customers.Changes;

/// <summary>
/// The fields of a record as a form shows them, by name. What is hidden is a mark only, by which one can tell that it was changed.
/// </summary>
public static class CustomerParticulars
{
    /// <summary>What stands for a value that is not shown.</summary>
    public const string Hidden = "••••";

    public static IReadOnlyDictionary<string, string> Of(Customer customer, ICustomerCipher cipher) => new Dictionary<string, string>
    {
        [nameof(ChangeCustomer.Name)] = customer.Name,
        [nameof(ChangeCustomer.OtherName)] = customer.OtherName,
        [nameof(ChangeCustomer.BirthDate)] = Mark(customer.BirthDate),
        [nameof(ChangeCustomer.Sex)] = customer.Sex?.ToString() ?? "",
        [nameof(ChangeCustomer.Tier)] = customer.Tier.ToString(),
        [nameof(ChangeCustomer.Occupation)] = customer.Occupation,
        [nameof(ChangeCustomer.Employer)] = Mark(customer.Employer),
        [nameof(ChangeCustomer.Income)] = IncomeOf(customer, cipher)?.ToString() ?? "",
        [nameof(ChangeCustomer.Stage)] = customer.Stage.ToString(),
        [nameof(ChangeCustomer.Language)] = customer.Language.ToString(),
        [nameof(ChangeCustomer.OwnerId)] = customer.OwnerId?.ToString() ?? "",
        [nameof(ChangeCustomer.Tags)] = TagText.Join(customer.Tags),
        [nameof(ChangeCustomer.Appetite)] = customer.Appetite?.ToString() ?? "",
    };

    private static string Mark(Sealed? value) => value is null
        ? ""
        : Hidden + Convert.ToHexStringLower(SHA256.HashData(value.Envelope).AsSpan(0, 8));

    internal static DateOnly? BirthDateOf(Customer customer, ICustomerCipher cipher) => customer.BirthDate is { } day
        ? DateOnly.ParseExact(cipher.Open(Customer.BirthDateColumn, customer.Id, day), "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    internal static IncomeBand? IncomeOf(Customer customer, ICustomerCipher cipher) =>
        customer.Income is { } income ? Enum.Parse<IncomeBand>(cipher.Open(Customer.IncomeColumn, customer.Id, income)) : null;

    internal static string? EmployerOf(Customer customer, ICustomerCipher cipher) =>
        customer.Employer is { } employer ? cipher.Open(Customer.EmployerColumn, customer.Id, employer) : null;
}
