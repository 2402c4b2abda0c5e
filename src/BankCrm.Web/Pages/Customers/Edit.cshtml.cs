using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Changes;
using BankCrm.Domain.Customers;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers;

[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn, CustomerPermissions.ChangeIdentity)]
public sealed class EditModel(
    IQueryHandler<GetCustomerToChange, CustomerToChange> getCustomer, ICommandHandler<ChangeCustomer> change, Text text) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ChangeCustomer Input { get; set; } = new();

    /// <summary>What the fields held when the form was opened, as JSON: tells what somebody else has changed since.</summary>
    [BindProperty] public string? Seen { get; set; }

    /// <summary>Field → "theirs", where the user gives way to somebody who saved first.</summary>
    [BindProperty] public Dictionary<string, string> Take { get; set; } = [];

    public CustomerToChange Customer { get; private set; } = null!;

    /// <summary>What somebody else has changed since the form was opened. Empty: nothing, or nothing that shows.</summary>
    public IReadOnlyList<FieldClash> Clashes { get; private set; } = [];

    public bool IsPerson => Customer.Kind is CustomerKind.Individual;

    public async Task LoadAsync(CancellationToken ct) => Customer = await getCustomer.HandleAsync(new(Id), ct);

    public void OnGet() => Open(CustomerFields.FormOf(Customer));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Take.ContainsValue(FieldClash.Theirs))
        {
            await LoadAsync(ct);
            foreach (var field in Take.Where(t => t.Value == FieldClash.Theirs).Select(t => t.Key))
            {
                TakeTheirs(field);
            }
        }

        try
        {
            await change.HandleAsync(Input with { CustomerId = Id }, ct);
        }
        catch (ConflictException e)
        {
            await LoadAsync(ct);
            return Compare(e);
        }

        this.Say("The changes are saved.");
        return LocalRedirect($"~/customers/{Id}");
    }

    private PageResult Compare(ConflictException conflict)
    {
        var seen = CustomerFields.Read(Seen);
        var yours = CustomerFields.Of(Input);
        var clashes = new List<FieldClash>();
        foreach (var (field, theirs) in Customer.Fields.Where(f => seen.GetValueOrDefault(f.Key, "") != f.Value && CustomerFields.IsShown(f.Key, Customer)))
        {
            var mine = yours[field];
            var isUntouched = mine is null || mine == seen.GetValueOrDefault(field, "");
            if (mine != theirs)
            {
                clashes.Add(new(field, theirs, isUntouched ? null : mine));
            }

            if (isUntouched)
            {
                TakeTheirs(field);
            }
        }

        Clashes = clashes;
        Take = [];
        ModelState.AddModelError("", text[conflict.Message]);
        Open(Input with { Version = Customer.Version });
        var page = Page();
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    private void Open(ChangeCustomer form)
    {
        Input = form;
        Seen = JsonSerializer.Serialize(Customer.Fields);
        ModelState.Remove("Seen");
        ModelState.Remove("Input.Version");
    }

    private void TakeTheirs(string field)
    {
        if (Customer.Fields.TryGetValue(field, out var theirs))
        {
            Input = CustomerFields.With(Input, field, theirs);
            ModelState.Remove("Input." + field);
        }
    }
}

/// <summary>A field that somebody else changed meanwhile.</summary>
/// <param name="Mine">Null: the user left it alone, so the other's value stands in the form already.</param>
public sealed record FieldClash(string Field, string Their, string? Mine)
{
    public const string Theirs = "theirs";
}
