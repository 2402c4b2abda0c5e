using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BankCrm.Testing;

namespace BankCrm.Web.Tests.DataQuality.Import;

/// <summary>The pages of the import, as a browser goes through them.</summary>
internal static class ImportPages
{
    public static async Task<TestPage> UploadAsync(TestBrowser browser, byte[] content)
    {
        var page = await browser.OpenAsync("/customers/import");
        var form = (IHtmlFormElement)page.Html.QuerySelector("main form[method=post]")!;
        using var body = new MultipartFormDataContent();
        foreach (var field in form.Elements.OfType<IHtmlInputElement>().Where(i => i.Type == "hidden"))
        {
            body.Add(new StringContent(field.Value), field.Name!);
        }

        body.Add(new ByteArrayContent(content), "Input.File", "list.csv");
        var answer = await browser.Http.PostAsync(page.Address, body);
        if (answer.Headers.Location is { } next)
        {
            return await browser.OpenAsync(new Uri(page.Address, next).ToString());
        }

        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, page.Address, await new HtmlParser().ParseDocumentAsync(text), text);
    }

    public static async Task<TestPage> EndedAsync(TestBrowser browser, TestPage page)
    {
        for (var waited = 0; page.Html.QuerySelector("[aria-busy=true]") is not null; waited++)
        {
            Assert.True(waited < 600, "The import does not end.");
            await Task.Delay(100);
            page = await browser.OpenAsync(page.Address.GetLeftPart(UriPartial.Path));
        }

        return page;
    }
}
