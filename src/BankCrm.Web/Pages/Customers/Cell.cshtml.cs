using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Changes;
using BankCrm.Application.Customers.List;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Web.Platform.Localisation;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Customers;

/// <summary>
/// One value of a customer, changed in its place in a list: the same command as the form's, with the version that the list showed. Answers with
/// the cell alone.
/// </summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn, CustomerPermissions.ChangeIdentity)]
public sealed class CellModel(
    IQueryHandler<GetCustomerToChange, CustomerToChange> getCustomer, ICommandHandler<ChangeCustomer> change, Text text) : PageModel
{
    private static readonly Dictionary<CustomerColumn, string> Fields = new()
    {
        [CustomerColumn.Tier] = nameof(ChangeCustomer.Tier),
        [CustomerColumn.Stage] = nameof(ChangeCustomer.Stage),
        [CustomerColumn.Owner] = nameof(ChangeCustomer.OwnerId),
        [CustomerColumn.Tags] = nameof(ChangeCustomer.Tags),
    };

    private CustomerToChange customer = null!;
    private string name = "";

    [FromRoute] public Guid Id { get; set; }

    /// <summary>The key of its column.</summary>
    [FromQuery] public string Field { get; set; } = "";

    public CustomerColumn Column { get; private set; }

    /// <summary>Of the record as the list showed it; afterwards as it is now.</summary>
    public uint Version { get; private set; }

    /// <summary>A form; else the value, as it stands in the list.</summary>
    public bool IsOpen { get; private set; }

    public string Value { get; private set; } = "";

    /// <summary>Why it was not saved. Null: nothing was wrong.</summary>
    public string? Problem { get; private set; }

    public string Name => customer.Name;

    public string Label => text["{0} of {1}", text[Column], Name];

    public string Address => Url.Content($"~/customers/{Id}/cell?field={Column.Key}");

    public string Shown => CustomerFields.Shown(name, customer.Fields[name], customer, text) is var shown && shown == "–" ? "" : shown;

    /// <summary>Null: it is typed.</summary>
    public IEnumerable<SelectListItem>? Choices => Column switch
    {
        CustomerColumn.Tier => Enum.GetValues<CustomerTier>().Select(t => new SelectListItem(text[t], t.ToString(), t.ToString() == Value)),
        CustomerColumn.Stage => Enum.GetValues<LifeCycleStage>().Select(s => new SelectListItem(text[s], s.ToString(), s.ToString() == Value)),
        CustomerColumn.Owner => customer.Colleagues.Select(c => new SelectListItem(c.Label, c.Id.ToString(), c.Id.ToString() == Value))
            .Prepend(new(text["Nobody's"], "", Value.Length == 0)),
        _ => null,
    };

    /// <param name="version">Of the row in the list.</param>
    public async Task<IActionResult> OnGetAsync(uint version, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (IsOpen, Version) = (true, version);
        if (version != customer.Version)
        {
            (Problem, Version) = (text["Someone else has changed this record since you opened the list. This is how it stands now."], customer.Version);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(uint version, string? value, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        try
        {
            await change.HandleAsync(CustomerFields.With(CustomerFields.FormOf(customer), name, value ?? "") with { Version = version }, ct);
        }
        catch (ConflictException)
        {
            await LoadAsync(ct);
            (IsOpen, Version, Problem) = (true, customer.Version, text["Someone else has changed this record since you opened the list. This is how it stands now."]);
            return Page();
        }
        catch (RefusedException e)
        {
            (IsOpen, Version, Value, Problem) = (true, version, value ?? "", text[e]);
            return Page();
        }
        catch (ValidationException e)
        {
            var fault = e.Errors.First();
            (IsOpen, Version, Value, Problem) = (true, version, value ?? "", text[fault.ErrorMessage, fault.CustomState as object[] ?? []]);
            return Page();
        }

        await LoadAsync(ct);
        Version = customer.Version;
        return Page();
    }

    /// <summary>False: there is no such field, or it is not this user's to change.</summary>
    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (CustomerColumns.Read(Field) is not { } columns || columns.FirstOrDefault(Fields.ContainsKey) is var column && !Fields.ContainsKey(column))
        {
            return false;
        }

        Column = column;
        name = Fields[column];
        customer = await getCustomer.HandleAsync(new(Id), ct);
        Value = customer.Fields[name];
        return column switch
        {
            CustomerColumn.Tier => customer.MayIdentity,
            CustomerColumn.Owner => customer.MayGive,
            _ => customer.MayRest,
        };
    }
}
