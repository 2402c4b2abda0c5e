using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers;

/// <summary>Who changed what of a customer: what it was, what it became.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class HistoryModel(IQueryHandler<GetCustomerHistory, CustomerHistory> get, Text text, Show show) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public CustomerHistory History { get; private set; } = null!;

    public async Task OnGetAsync(string? after, CancellationToken ct) => History = await get.HandleAsync(new(Id, after), ct);

    public string Shown(object? value) => value switch
    {
        null or "" => "—",
        true => text["Yes"],
        false => text["No"],
        Enum member => text[member],
        DateOnly day => show.Day(day),
        _ => value.ToString()!,
    };
}
