using System.Collections.Concurrent;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Customers;

/// <summary>What the selects of customers' forms offer.</summary>
public static class CustomerChoices
{
    private static readonly string[] Nearest = ["CN", "HK", "MO", "TW"];
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> ByLanguage = new();

    /// <summary>The nearest first, then by name in the language of the request.</summary>
    public static IEnumerable<SelectListItem> Countries() =>
        ByLanguage.GetOrAdd(Languages.Current.Code, Named).Select(c => new SelectListItem(c.Name, c.Code));

    public static IEnumerable<SelectListItem> Documents(CustomerKind kind, Text text) =>
        Enum.GetValues<IdentityDocumentKind>()
            .Where(d => kind is CustomerKind.Individual ? d.AppliesToIndividuals() : d.AppliesToOrganisations())
            .Select(d => new SelectListItem(text[d], d.ToString()));

    public static IEnumerable<SelectListItem> Of(IEnumerable<Choice> choices) => choices.Select(c => new SelectListItem(c.Label, c.Id.ToString()));

    private static IReadOnlyList<(string Code, string Name)> Named(string language)
    {
        // .NET itself knows regions in English and in their own language only.
        var reader = new Icu.Locale(language);
        var all = Domain.Customers.Contacts.Countries.All.Select(code => (Code: code, Name: new Icu.Locale("und_" + code).GetDisplayCountry(reader))).ToList();
        return
        [
            .. Nearest.Select(code => all.Find(c => c.Code == code)),
            .. all.Where(c => !Nearest.Contains(c.Code)).OrderBy(c => c.Name, StringComparer.CurrentCulture),
        ];
    }
}
