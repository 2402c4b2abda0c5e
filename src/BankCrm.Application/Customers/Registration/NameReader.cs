using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.Customers.Search;

namespace BankCrm.Application.Customers.Registration;

/// <summary>What follows from a name: how it is sorted, and by what it is found.</summary>
[Policy]
public sealed class NameReader(IPinyin pinyin)
{
    public CustomerName Read(string name, string otherName)
    {
        var text = name.Trim();
        var readings = pinyin.Readings(text);
        var sort = readings.Count == 0 ? NameText.Normalise(text) : $"{readings[0].Replace(" ", "", StringComparison.Ordinal)} {text}";
        return new(text, otherName.Trim(), sort.Length > Customer.NameMaxLength ? sort[..Customer.NameMaxLength] : sort);
    }

    /// <summary>Of both names.</summary>
    public IReadOnlyList<CustomerNameKey> Keys(Customer customer) =>
    [
        .. new[] { customer.Name, customer.OtherName }
            .Where(name => name.Length > 0)
            .SelectMany(name => NameKeys.Of(name, pinyin.Readings(name)))
            .GroupBy(key => key.Text)
            .Select(same => new CustomerNameKey(same.Key, customer.BranchId, customer.Id, isPart: same.All(k => k.Kind is NameKeyKind.Part))),
    ];
}
