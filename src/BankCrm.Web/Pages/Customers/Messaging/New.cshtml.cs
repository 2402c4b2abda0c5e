using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Messaging;

/// <summary>Sends a customer a message in approved words.</summary>
[Allow(MessagingPermissions.Send)]
public sealed class NewMessageModel(IQueryHandler<GetMessageForm, MessageForm> getForm, ICommandHandler<SendMessage> send) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public SendMessage Input { get; set; } = new();

    public MessageForm Form { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await send.HandleAsync(Input with { CustomerId = Id }, ct);
        this.Say("The message is on its way. Whether it arrived stands in the timeline.");
        return LocalRedirect($"~/customers/{Id}");
    }
}
