using System.Collections.Concurrent;
using System.Globalization;
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
        ByLanguage.GetOrAdd(Languages.Current.Code, code => Named(code == Languages.English.Code)).Select(c => new SelectListItem(c.Name, c.Code));

    public static IEnumerable<SelectListItem> Documents(CustomerKind kind, Text text) =>
        Enum.GetValues<IdentityDocumentKind>()
            .Where(d => kind is CustomerKind.Individual ? d.AppliesToIndividuals() : d.AppliesToOrganisations())
            .Select(d => new SelectListItem(text[d], d.ToString()));

    public static IEnumerable<SelectListItem> Of(IEnumerable<Choice> choices) => choices.Select(c => new SelectListItem(c.Label, c.Id.ToString()));

    private static IReadOnlyList<(string Code, string Name)> Named(bool inEnglish)
    {
        var all = Domain.Customers.Contacts.Countries.All.Select(code => (Code: code, Name: NameOf(code, inEnglish))).ToList();
        return
        [
            .. Nearest.Select(code => all.Find(c => c.Code == code)),
            .. all.Where(c => !Nearest.Contains(c.Code)).OrderBy(c => c.Name, StringComparer.CurrentCulture),
        ];
    }

    private static string NameOf(string code, bool inEnglish)
    {
        try
        {
            var region = new RegionInfo(code);
            return inEnglish ? region.EnglishName : region.DisplayName; // the latter is remembered in the language first asked for
        }
        catch (ArgumentException)
        {
            return code; // the system's tables do not have it
        }
    }
}
