using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Security;

namespace BankCrm.Testing;

/// <summary>Opens pages and submits the forms they really have. Follows redirects as a browser does.</summary>
/// <param name="show">What the colleague does who is asked whether it is them. Null: nothing, the question stands.</param>
public sealed class TestBrowser(HttpClient http, CookieContainer cookies, Func<StepUpPurpose, Task>? show = null)
{
    /// <summary>Where a form remembers which of its buttons is pressed.</summary>
    private const string Pressed = "data-pressed";

    public HttpClient Http => http;

    public CookieContainer Cookies => cookies;

    public async Task<TestPage> OpenAsync(string address) => await AnsweredAsync(await FollowAsync(await http.GetAsync(address)));

    /// <param name="page">With the form.</param>
    /// <param name="fields">Without "Input."; the form must have them.</param>
    public Task<TestPage> SubmitAsync(TestPage page, params (string Field, object Value)[] fields) => SubmitAsync(page, "main form[method=post]", fields);

    /// <param name="page">With the form.</param>
    /// <param name="form">A selector.</param>
    /// <param name="fields">Without "Input."; the form must have them. A button's name and value: it is pressed.</param>
    public async Task<TestPage> SubmitAsync(TestPage page, string form, params (string Field, object Value)[] fields)
    {
        var element = page.Html.QuerySelector(form) as IHtmlFormElement
            ?? throw new InvalidOperationException($"{page.Status}: {page.Address} has no {form}.");
        foreach (var (field, value) in fields)
        {
            Set(element, field, value);
        }

        var body = new FormUrlEncodedContent(Values(element));
        var target = element.GetAttribute("action") is { Length: > 0 } action ? new Uri(page.Address, action) : page.Address;
        return await AnsweredAsync(await FollowAsync(await http.PostAsync(target, body)));
    }

    private async Task<TestPage> AnsweredAsync(TestPage answer) =>
        show is not null && answer.Html.QuerySelector($"[name='{StepUpQuestion.PurposeField}']") is IHtmlInputElement { Form: { } question } asked
            ? await ShowAsync(answer, question, Enum.Parse<StepUpPurpose>(asked.Value))
            : answer;

    // As if the password had been right: then what was sent is sent again by the page that asked.
    private async Task<TestPage> ShowAsync(TestPage page, IHtmlFormElement question, StepUpPurpose purpose)
    {
        await show!(purpose);
        return await FollowAsync(await http.PostAsync(page.Address, new FormUrlEncodedContent(Values(question).Where(v => v.Key != StepUpQuestion.PasswordField))));
    }

    private static void Set(IHtmlFormElement form, string field, object value)
    {
        var text = value.ToString()!;
        var found = form.QuerySelectorAll($"[name='Input.{field}'], [name='{field}']").ToList();
        switch (found)
        {
            case [IHtmlInputElement { Type: "radio" }, ..]:
                found.OfType<IHtmlInputElement>().ToList().ForEach(radio => radio.IsChecked = radio.Value == text);
                break;
            case [IHtmlInputElement { Type: "checkbox" }, ..]:
                found.OfType<IHtmlInputElement>().Where(i => i.Type == "checkbox").ToList().ForEach(box => box.IsChecked = value is true || box.Value == text);
                break;
            case [IHtmlInputElement input, ..]:
                input.Value = text;
                break;
            case [IHtmlTextAreaElement area, ..]:
                area.Value = text;
                break;
            case [IHtmlSelectElement select, ..]:
                select.Value = text;
                break;
            case [IHtmlButtonElement, ..] when found.Find(button => button.GetAttribute("value") == text) is { } pressed:
                form.SetAttribute(Pressed, $"{field}={text}");
                if (pressed.GetAttribute("formaction") is { } elsewhere)
                {
                    form.SetAttribute("action", elsewhere);
                }

                break;
            default:
                throw new InvalidOperationException($"The form has no field {field}.");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Values(IHtmlFormElement form)
    {
        if (form.GetAttribute(Pressed)?.Split('=', 2) is [var button, var pressed])
        {
            yield return new(button, pressed);
        }

        foreach (var element in form.Elements)
        {
            if (element is IHtmlSelectElement { IsMultiple: true, Name: { } several } choices)
            {
                foreach (var chosen in choices.Options.Where(o => o.IsSelected))
                {
                    yield return new(several, chosen.Value);
                }

                continue;
            }

            var (name, value) = element switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => (null, ""),
                IHtmlInputElement { Type: "submit" or "button" or "file" } => (null, ""),
                IHtmlInputElement input => (input.Name, input.Value),
                IHtmlTextAreaElement area => (area.Name, area.Value),
                IHtmlSelectElement select => (select.Name, select.Value ?? ""),
                _ => (null, ""),
            };
            if (!string.IsNullOrEmpty(name))
            {
                yield return new(name, value);
            }
        }
    }

    /// <summary>The page an answer leads to.</summary>
    public async Task<TestPage> FollowAsync(HttpResponseMessage response)
    {
        for (var hops = 0; (int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next; hops++)
        {
            if (hops > 10)
            {
                throw new InvalidOperationException("Redirected in circles.");
            }

            response = await http.GetAsync(new Uri(response.RequestMessage!.RequestUri!, next));
        }

        var text = await response.Content.ReadAsStringAsync();
        var html = await new HtmlParser().ParseDocumentAsync(text);
        return html.QuerySelector("[href^='~'], [action^='~'], [formaction^='~'], [src^='~']") is { } unresolved
            ? throw new InvalidOperationException($"{response.RequestMessage!.RequestUri}: {unresolved.OuterHtml} leads nowhere.")
            : new(response.StatusCode, response.RequestMessage!.RequestUri!, html, text);
    }
}

/// <summary>What the browser shows.</summary>
public sealed record TestPage(HttpStatusCode Status, Uri Address, IHtmlDocument Html, string Source)
{
    public string Text(string selector) => Html.QuerySelector(selector)?.TextContent.Trim() ?? "";

    public string Title => Text("h1");

    public string ErrorFor(string field) => Text($"[data-valmsg-for='Input.{field}']");

    /// <summary>Why the form as a whole was refused.</summary>
    public string Refusal => Text("[role=alert]");

    public string ValueOf(string field) => Html.QuerySelector($"[name='Input.{field}']") switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlTextAreaElement area => area.Value,
        _ => "",
    };
}
