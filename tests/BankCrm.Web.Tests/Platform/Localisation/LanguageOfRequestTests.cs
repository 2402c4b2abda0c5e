using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Http;

namespace BankCrm.Web.Tests.Platform.Localisation;

public sealed class LanguageOfRequestTests
{
    [Theory]
    [InlineData(null, "", "en")]
    [InlineData(null, "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans")]
    [InlineData(null, "fr-FR,zh-TW;q=0.7,en;q=0.6", "zh-Hans")]
    [InlineData(null, "en;q=0.4,zh;q=0.8", "zh-Hans")]
    [InlineData(null, "de", "en")]
    [InlineData(null, "*;q=0.5, ;;", "en")]
    [InlineData("zh-Hans", "en-GB", "zh-Hans")]
    [InlineData("en", "zh-CN", "en")]
    [InlineData("../..", "zh-CN", "zh-Hans")]
    public void The_choice_comes_first_then_the_browser_then_English(string? cookie, string accepted, string language)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.AcceptLanguage = accepted;
        if (cookie is not null)
        {
            request.Headers.Cookie = $"crm-lang={cookie}";
        }

        Assert.Equal(language, LanguageOfRequest.For(request).Code);
    }
}
