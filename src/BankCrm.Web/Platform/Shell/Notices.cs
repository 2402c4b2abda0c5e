using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Platform.Shell;

public static class Notices
{
    internal const string Key = "Done";
    internal const string Cookie = "crm-notice";

    extension(PageModel page)
    {
        /// <summary>Leads on to a page, which says shortly what was done.</summary>
        public RedirectToPageResult Done(string sentence, string? toPage = null, object? routeValues = null)
        {
            page.Say(sentence);
            return page.RedirectToPage(toPage, routeValues);
        }

        /// <summary>The next page shown says this.</summary>
        public void Say(string sentence, params object?[] args) =>
            page.TempData[Key] = page.HttpContext.RequestServices.GetRequiredService<Text>()[sentence, args];
    }
}
