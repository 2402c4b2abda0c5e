using System.Globalization;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Domain.Common;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.Interactions;

/// <summary>A page with the fields of an interaction.</summary>
public interface IInteractionForm
{
    ISaysInteraction Input { get; }

    InteractionForm Form { get; }

    /// <summary>A text was refused for a number in it: it may be one that belongs there.</summary>
    bool AsksAboutNumbers { get; }
}

internal static class InteractionChoices
{
    public static IEnumerable<SelectListItem> Colleagues(IInteractionForm page) =>
        page.Form.Colleagues.Select(c => new SelectListItem(c.Name, c.Id.ToString(), page.Input.Said.Colleagues.Contains(c.Id)));

    public static IEnumerable<SelectListItem> Products(IInteractionForm page) =>
        page.Form.Products.Select(p => new SelectListItem(NameOf(p), p.Id.ToString(), page.Input.Said.Products.Contains(p.Id)));

    public static string NameOf(ProductChoice product) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" && product.ChineseName.Length > 0 ? product.ChineseName : product.Name;

    /// <summary>Whom it was written for, where not for everybody.</summary>
    public static bool IsForSome(Audience audience) => audience is not Audience.Everyone;
}
