using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>
/// One field of a form: label, control, hint and error. Which control follows from the type, or from <c>as</c>: textarea, select, radio,
/// checkbox, or a type of input. Other attributes go to the control. The validator says what is required and how long it may be.
/// </summary>
[HtmlTargetElement("crm-field", Attributes = "asp-for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class Field(Text text, IServiceProvider services) : TagHelper
{
    [HtmlAttributeName("asp-for")] public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public string? As { get; set; }

    /// <summary>What a select or a group of radio buttons offers; an enumeration offers its values by itself.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Groups letters while typing: "resident-id" or "phone".</summary>
    public string? Format { get; set; }

    public bool? Required { get; set; }

    /// <summary>What an empty choice is called: "Left out".</summary>
    public string? Empty { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rules = services.GetRequiredService<FieldRules>();
        var isFilter = context.Items.ContainsKey(typeof(Filters));
        var field = FieldState.Of(For, ViewContext, isFilter);
        var required = !isFilter && (Required ?? rules.MustBeFilledIn(For.Metadata));
        var control = new Control(field, As ?? Control.KindOf(For.Metadata, Items), required)
        {
            Attributes = [.. output.Attributes.Where(a => a.Name != "class")],
            Items = Items ?? Control.ValuesOf(For.Metadata, text),
            MaxLength = rules.MaxLength(For.Metadata),
            Format = Format,
            DescribedBy = string.Join(' ', new[] { string.IsNullOrEmpty(Hint) ? null : field.Id + "-hint", field.Error is null ? null : field.Id + "-error" }.OfType<string>()),
            MayBeEmpty = For.Metadata.IsReferenceOrNullableType,
            Empty = Empty ?? (isFilter ? text["All"] : ""),
            TakesFocus = field.Error is { } wrong && context.Items.TryGetValue(typeof(FormErrors), out var errors)
                && ((FormErrors)errors).AddFirst(field.Id, Label, wrong),
            IsFilter = isFilter,
        };

        foreach (var attribute in control.Attributes)
        {
            output.Attributes.Remove(attribute);
        }

        var aside = await output.GetChildContentAsync();
        output.Become(control.IsGroup ? "fieldset" : "div", field.Error is null ? "field" : "field field-wrong");
        output.Content.Clear();
        foreach (var part in control.WithLabel(Label))
        {
            output.Content.AppendHtml(part);
        }

        output.Content.AppendHtml(aside);
        AppendNote(output, Hint, "form-hint", field.Id + "-hint");
        AppendNote(output, field.Error, "field-error", field.Id + "-error");
    }

    private static void AppendNote(TagHelperOutput output, string? note, string cssClass, string id)
    {
        if (!string.IsNullOrEmpty(note))
        {
            output.Content.AppendHtml(Tag.New("div", cssClass, note).With("id", id));
        }
    }
}
