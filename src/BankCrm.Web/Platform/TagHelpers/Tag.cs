using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>Short ways to write elements; all text is encoded.</summary>
internal static class Tag
{
    public static TagBuilder New(string name, string? cssClass = null, string? text = null)
    {
        var tag = new TagBuilder(name);
        if (cssClass is not null)
        {
            tag.AddCssClass(cssClass);
        }

        return text is null ? tag : tag.Holding(text);
    }

    extension(TagBuilder tag)
    {
        /// <summary>With the attribute; without it where the value is null.</summary>
        public TagBuilder With(string attribute, string? value)
        {
            if (value is not null)
            {
                tag.Attributes[attribute] = value;
            }

            return tag;
        }

        /// <summary>With an attribute that needs no value.</summary>
        public TagBuilder Flagged(string attribute, bool flag = true) => flag ? tag.With(attribute, "") : tag;

        public TagBuilder Holding(string text)
        {
            tag.InnerHtml.Append(text);
            return tag;
        }

        public TagBuilder Holding(params IHtmlContent?[] parts)
        {
            foreach (var part in parts.OfType<IHtmlContent>())
            {
                tag.InnerHtml.AppendHtml(part);
            }

            return tag;
        }

        public TagBuilder Alone()
        {
            tag.TagRenderMode = TagRenderMode.SelfClosing;
            return tag;
        }
    }

    extension(TagHelperOutput output)
    {
        /// <summary>The element becomes this one, keeping its own classes.</summary>
        public void Become(string name, string? cssClass = null)
        {
            output.TagName = name;
            output.TagMode = TagMode.StartTagAndEndTag;
            if (cssClass is not null && output.Attributes.TryGetAttribute("class", out _))
            {
                foreach (var single in cssClass.Split(' '))
                {
                    output.AddClass(single, System.Text.Encodings.Web.HtmlEncoder.Default);
                }
            }
            else if (cssClass is not null)
            {
                output.Attributes.Add("class", cssClass);
            }
        }
    }
}
