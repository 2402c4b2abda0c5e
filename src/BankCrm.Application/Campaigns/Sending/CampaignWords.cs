using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Platform.Channels;

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
        var link = links.Of(names.Code);
        var wayOut = text.Language is TextLanguage.English ? $"More, or no more offers: {link}" : $"了解详情或退订：{link}";
        return (MessageText.Fill(text.Subject, values), $"{MessageText.Fill(text.Text, values)}\n{wayOut}");
    }

    /// <summary>What a colleague says: without a link.</summary>
    public static string Script(CampaignText text, ContactNames names, DateTimeOffset now) => MessageText.Fill(text.Text, ValuesOf(text.Language, names, now));

    /// <summary>Empty: it has none.</summary>
    public static string Subject(CampaignText text, ContactNames names, DateTimeOffset now) => MessageText.Fill(text.Subject, ValuesOf(text.Language, names, now));

    private static Dictionary<string, string> ValuesOf(TextLanguage language, ContactNames names, DateTimeOffset now) => new()
    {
        ["customer.name"] = names.Customer,
        ["branch.name"] = names.Branch,
        ["product.name"] = names.Product,
        ["code"] = names.Code,
        ["today"] = CustomerMessageContent.Today(language, now),
    };
}
