using BankCrm.Domain.Customers.Contacts;

namespace BankCrm.Application.Customers.Registration;

/// <summary>An address as a form sends it: every field, whether filled in or not.</summary>
internal static class GivenAddress
{
    private const string HomeCountry = "CN";

    /// <summary>Null: nothing but the country was filled in, so none was given.</summary>
    public static PostalAddress? Of(PostalAddress? address) =>
        address is null || string.IsNullOrWhiteSpace(
            address.Province + address.City + address.District + address.Line1 + address.Line2 + address.PostalCode)
            ? null
            : new(string.IsNullOrEmpty(address.Country) ? HomeCountry : address.Country, address.Province ?? "", address.City ?? "",
                address.District ?? "", address.Line1 ?? "", address.Line2 ?? "", address.PostalCode ?? "");
}
