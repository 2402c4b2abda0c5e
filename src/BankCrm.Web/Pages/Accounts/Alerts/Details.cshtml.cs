using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Accounts.Alerts;

public enum AlertAct
{
    [Means("Write a note")] Note,
    [Means("Give it to a colleague")] Assign,
    [Means("Escalate it to a colleague")] Escalate,
    [Means("Close it")] Close,
}

public sealed record AlertInput
{
    public uint Version { get; init; }
    public AlertAct Act { get; init; }
    public string Text { get; init => field = value ?? ""; } = "";
    public Guid? ToStaffId { get; init; }
    public AlertClosing? Closing { get; init; }
}

/// <summary>One alert, and what to do about it.</summary>
[Allow(AudiencePermissions.Alerts)]
public sealed class AlertModel(
    IQueryHandler<GetAlert, AlertDetails> getAlert, IQueryHandler<GetAlertOfficers, IReadOnlyList<Choice>> getOfficers, ICommandHandler<AcknowledgeAlert> acknowledge,
    ICommandHandler<NoteOnAlert> note, ICommandHandler<AssignAlert> assign, ICommandHandler<EscalateAlert> escalate, ICommandHandler<CloseAlert> close, CurrentUser me,
    Text text, Show show, TimeProvider clock) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public AlertInput Input { get; set; } = new();

    public AlertDetails Alert { get; private set; } = null!;

    public IEnumerable<SelectListItem> Officers { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public bool MayWork => me.May(AlertPermissions.Work);

    public IEnumerable<SelectListItem> Acts => Enum.GetValues<AlertAct>().Select(act => new SelectListItem(text[act], act.ToString()));

    /// <summary>In words: amounts in currencies, or a number within days.</summary>
    public string Limit => Alert.Rule is AlertRule.ContactChanges && Alert.Limit.Split('/') is [var changes, var days] ? text["{0} within {1} days", changes, days]
        : string.Join(text[", "], Alert.Limit.Split("; ").Select(part => part.Split(' ') is [var code, var amount]
            ? show.Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), code)
            : part));

    public async Task LoadAsync(CancellationToken ct)
    {
        Alert = await getAlert.HandleAsync(new(Id), ct);
        if (MayWork)
        {
            Officers = (await getOfficers.HandleAsync(new(), ct)).Select(o => new SelectListItem(o.Label, o.Id.ToString())).ToList();
        }
    }

    public void OnGet() => Input = new() { Version = Alert.Version };

    public async Task<IActionResult> OnPostAcknowledgeAsync(uint version, CancellationToken ct)
    {
        await acknowledge.HandleAsync(new(Id, version), ct);
        return this.Done("The alert is in your hands.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (Input.Act)
        {
            case AlertAct.Assign:
                await assign.HandleAsync(new(Id, Input.Version, Input.ToStaffId ?? Guid.Empty, Input.Text), ct);
                return this.Done("The alert has been given to a colleague.", "Details", new { Id });
            case AlertAct.Escalate:
                await escalate.HandleAsync(new(Id, Input.Version, Input.ToStaffId ?? Guid.Empty, Input.Text), ct);
                return this.Done("The alert has been escalated.", "Details", new { Id });
            case AlertAct.Close:
                await close.HandleAsync(new(Id, Input.Version, Input.Closing, Input.Text), ct);
                return this.Done("The alert is closed.", "Index");
            default:
                await note.HandleAsync(new(Id, Input.Version, Input.Text), ct);
                return this.Done("The note is written.", "Details", new { Id });
        }
    }
}
