using System.Globalization;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Tests.Platform.Localisation;

/// <summary>A stretch of a test in which the request's language is another.</summary>
internal sealed class InLanguage : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;
    private readonly CultureInfo beforeUi = CultureInfo.CurrentUICulture;

    public InLanguage(Language language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language.Culture;

    public void Dispose()
    {
        CultureInfo.CurrentCulture = before;
        CultureInfo.CurrentUICulture = beforeUi;
    }
}
