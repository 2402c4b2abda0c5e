using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>A part of a page with a heading. <c>flush</c>: the content, a table, reaches the edges.</summary>
[HtmlTargetElement("crm-card")]
public sealed class Card : TagHelper
{
    public string? Title { get; set; }

    public bool Flush { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(Actions)] = new List<IHtmlContent>();
        var content = await output.GetChildContentAsync();
        var actions = (List<IHtmlContent>)context.Items[typeof(Actions)];

        output.Become("section", "card");
        output.Content.Clear();
        if (Title is not null)
        {
            var id = "card-" + context.UniqueId;
            output.Attributes.SetAttribute("aria-labelledby", id);
            output.Content.AppendHtml(Tag.New("div", "card-header").Holding(
                Tag.New("h2", "card-title", Title).With("id", id),
                actions.Count == 0 ? null : Tag.New("div", "card-actions").Holding([.. actions])));
        }

        output.Content.AppendHtml(Flush ? content : Tag.New("div", "card-body").Holding(content));
    }
}

/// <summary>What can be done with a part of the page; stands inside <c>crm-card</c>, shown beside its heading.</summary>
[HtmlTargetElement("crm-actions", ParentTag = "crm-card")]
public sealed class Actions : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((List<IHtmlContent>)context.Items[typeof(Actions)]).Add(await output.GetChildContentAsync());
        output.SuppressOutput();
    }
}
