using Microsoft.AspNetCore.Localization;

namespace BankCrm.Web.Platform.Localisation;

/// <summary>What the user chose (a cookie), else what the browser asks for, else English.</summary>
internal sealed class LanguageOfRequest : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult<ProviderCultureResult?>(new(For(httpContext.Request).Code));

    internal static Language For(HttpRequest request) =>
        Languages.Find(request.Cookies[Languages.Cookie])
        ?? request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Languages.Nearest(wish.Value.Value ?? ""))
            .FirstOrDefault(language => language is not null)
        ?? Languages.English;
}
