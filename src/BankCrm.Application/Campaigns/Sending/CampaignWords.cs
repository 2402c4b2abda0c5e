using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Products.Catalogue;

namespace BankCrm.Application.Campaigns.Sending;

/// <summary>Where the links lead that campaigns send: BankCrm:Campaigns:LinkAddress.</summary>
/// <param name="Address">Without the code. Empty: not set up, and no campaign writes.</param>
public sealed record CampaignLinks(string Address)
{
    public bool IsSetUp => Address.Length > 0;

    public string Of(string code) => $"{Address.TrimEnd('/')}/o/{code}";
}

/// <summary>Whom a text is for.</summary>
/// <param name="Product">Its name in the language of the text. Empty: the campaign offers none.</param>
public sealed record ContactNames(string Customer, string Branch, string Product, string Code);

/// <summary>Makes of a campaign's text what one customer reads.</summary>
[Policy]
public sealed class CampaignWords(CampaignLinks links)
{
    /// <summary>With the link by which they answer and which leads them out, always.</summary>
    public (string Subject, string Text) Of(CampaignText text, ContactNames names, DateTimeOffset now)
    {
        var values = ValuesOf(text.Language, names, now);
        return (MessageText.Fill(text.Subject, values), WithWayOut(text, MessageText.Fill(text.Text, values), names));
    }

    /// <summary>Nobody shall take it for the message itself: subject and text say what it is.</summary>
    public (string Subject, string Text) OfTest(CampaignTest test)
    {
        var mark = test.Language is TextLanguage.English ? "[TEST] " : "【测试】";
        return (test.Subject.Length == 0 ? "" : mark + test.Subject, WithLink(test.Language, mark + test.Words, test.Code));
    }

    /// <summary>By an invented name, for whoever looks at a text before customers do.</summary>
    public static ContactNames SampleNames(TextLanguage language, ProductTerms? product, string code) => language is TextLanguage.English
        ? new("Alex Morgan", "North Branch", product?.Name ?? "", code)
        : new("王芳", "城北支行", product?.ChineseName ?? "", code);

    /// <summary>What a colleague says: without a link.</summary>
    public static string Script(CampaignText text, ContactNames names, DateTimeOffset now) => MessageText.Fill(text.Text, ValuesOf(text.Language, names, now));

    /// <summary>Empty: it has none.</summary>
    public static string Subject(CampaignText text, ContactNames names, DateTimeOffset now) => MessageText.Fill(text.Subject, ValuesOf(text.Language, names, now));

    // A letter says from whom it is, and by what somebody without a telephone answers; a text message of the bank's is signed by its gateway.
    private string WithWayOut(CampaignText text, string said, ContactNames names) => text.Channel is not CampaignChannel.Letter ? WithLink(text.Language, said, names.Code)
        : WithLink(text.Language, said, names.Code) + (text.Language is TextLanguage.English
            ? $"\n{names.Branch}. You get this letter because you agreed to offers by post. To get no more, you can also tell any branch the code {names.Code}."
            : $"\n{names.Branch}。您收到本信，是因为您同意接收邮寄的营销信息。如不愿再收到，也可凭编号 {names.Code} 告知任一网点。");

    private string WithLink(TextLanguage language, string said, string code) =>
        $"{said}\n{(language is TextLanguage.English ? $"More, or no more offers: {links.Of(code)}" : $"了解详情或退订：{links.Of(code)}")}";

    private static Dictionary<string, string> ValuesOf(TextLanguage language, ContactNames names, DateTimeOffset now) => new()
    {
        ["customer.name"] = names.Customer,
        ["branch.name"] = names.Branch,
        ["product.name"] = names.Product,
        ["code"] = names.Code,
        ["today"] = CustomerMessageContent.Today(language, now),
    };
}
