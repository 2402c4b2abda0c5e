using System.Text.Json;
using BankCrm.Application.Customers.Changes;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Customers;

/// <summary>The fields of the form that changes a customer, one by one, as text.</summary>
internal static class CustomerFields
{
    private static readonly string[] Identity =
        [nameof(ChangeCustomer.Name), nameof(ChangeCustomer.OtherName), nameof(ChangeCustomer.BirthDate), nameof(ChangeCustomer.Sex), nameof(ChangeCustomer.Tier)];

    /// <summary>Field → what it is called.</summary>
    public static string Label(string field, bool isPerson) => field switch
    {
        nameof(ChangeCustomer.OtherName) => "Other name",
        nameof(ChangeCustomer.BirthDate) => isPerson ? "Date of birth" : "Founded on",
        nameof(ChangeCustomer.Occupation) => isPerson ? "Occupation" : "Line of business",
        nameof(ChangeCustomer.Income) => "Income in a year",
        nameof(ChangeCustomer.Stage) => "Stage",
        nameof(ChangeCustomer.Language) => "Speaks",
        nameof(ChangeCustomer.OwnerId) => "Looked after by",
        nameof(ChangeCustomer.Appetite) => "Risk appetite",
        _ => field,
    };

    public static bool IsShown(string field, CustomerToChange customer) => Identity.Contains(field) ? customer.MayIdentity : customer.MayRest;

    public static ChangeCustomer FormOf(CustomerToChange customer) =>
        customer.Fields.Aggregate(new ChangeCustomer { CustomerId = customer.Id, Version = customer.Version }, (form, f) => With(form, f.Key, f.Value));

    public static ChangeCustomer With(ChangeCustomer form, string field, string value) => field switch
    {
        nameof(form.Name) => form with { Name = value },
        nameof(form.OtherName) => form with { OtherName = value },
        nameof(form.BirthDate) => form with { BirthDate = null },
        nameof(form.Sex) => form with { Sex = Parse<Sex>(value) },
        nameof(form.Tier) => form with { Tier = Parse<CustomerTier>(value) ?? default },
        nameof(form.Occupation) => form with { Occupation = value },
        nameof(form.Employer) => form with { Employer = null, HasNoEmployer = false },
        nameof(form.Income) => form with { Income = Parse<IncomeBand>(value) },
        nameof(form.Stage) => form with { Stage = Parse<LifeCycleStage>(value) ?? default },
        nameof(form.Language) => form with { Language = Parse<CustomerLanguage>(value) ?? default },
        nameof(form.OwnerId) => form with { OwnerId = Guid.TryParse(value, out var id) ? id : null },
        nameof(form.Tags) => form with { Tags = value },
        nameof(form.Appetite) => form with { Appetite = Parse<RiskAppetite>(value) },
        _ => form,
    };

    /// <summary>Null: the user has not touched it.</summary>
    public static IReadOnlyDictionary<string, string?> Of(ChangeCustomer form) => new Dictionary<string, string?>
    {
        [nameof(form.Name)] = form.Name,
        [nameof(form.OtherName)] = form.OtherName,
        [nameof(form.BirthDate)] = form.BirthDate is null ? null : CustomerParticulars.Hidden,
        [nameof(form.Sex)] = form.Sex?.ToString() ?? "",
        [nameof(form.Tier)] = form.Tier.ToString(),
        [nameof(form.Occupation)] = form.Occupation,
        [nameof(form.Employer)] = form.HasNoEmployer ? "" : string.IsNullOrEmpty(form.Employer) ? null : CustomerParticulars.Hidden,
        [nameof(form.Income)] = form.Income?.ToString() ?? "",
        [nameof(form.Stage)] = form.Stage.ToString(),
        [nameof(form.Language)] = form.Language.ToString(),
        [nameof(form.OwnerId)] = form.OwnerId?.ToString() ?? "",
        [nameof(form.Tags)] = TagText.Join(TagText.Split([form.Tags])),
        [nameof(form.Appetite)] = form.Appetite?.ToString() ?? "",
    };

    /// <summary>As people read it.</summary>
    public static string Shown(string field, string value, CustomerToChange customer, Text text) => (field, value) switch
    {
        (_, "") => "–",
        (_, _) when value.StartsWith(CustomerParticulars.Hidden, StringComparison.Ordinal) => CustomerParticulars.Hidden,
        (nameof(ChangeCustomer.OwnerId), _) => customer.Colleagues.FirstOrDefault(c => c.Id.ToString() == value)?.Label ?? "–",
        (nameof(ChangeCustomer.Sex), _) => Named<Sex>(value, text),
        (nameof(ChangeCustomer.Tier), _) => Named<CustomerTier>(value, text),
        (nameof(ChangeCustomer.Income), _) => Named<IncomeBand>(value, text),
        (nameof(ChangeCustomer.Stage), _) => Named<LifeCycleStage>(value, text),
        (nameof(ChangeCustomer.Language), _) => Named<CustomerLanguage>(value, text),
        (nameof(ChangeCustomer.Appetite), _) => Named<RiskAppetite>(value, text),
        _ => value,
    };

    /// <summary>What the form carried; nothing of it is trusted further than to show a difference.</summary>
    public static IReadOnlyDictionary<string, string> Read(string? seen)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(seen ?? "{}") ?? [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, string>();
        }
    }

    private static T? Parse<T>(string value) where T : struct, Enum => Enum.TryParse<T>(value, out var parsed) ? parsed : null;

    private static string Named<T>(string value, Text text) where T : struct, Enum => Parse<T>(value) is { } parsed ? text[parsed] : value;
}
