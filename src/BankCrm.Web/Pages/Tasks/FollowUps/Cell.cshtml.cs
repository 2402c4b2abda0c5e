using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Web.Platform.Localisation;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

/// <summary>
/// When a follow-up is due or how urgent it is, changed in its place in the list: the command of the form, with the version that the list showed. Answers with
/// the cell alone.
/// </summary>
[Allow(TaskPermissions.Work)]
public sealed class FollowUpCellModel(IQueryHandler<GetFollowUp, FollowUpDetails> getFollowUp, ICommandHandler<ChangeFollowUp> change, Text text, Show show) : PageModel
{
    public const string DueField = "due";
    public const string PriorityField = "priority";

    [FromRoute] public Guid Id { get; set; }

    [FromQuery] public string Field { get; set; } = "";

    public FollowUpDetails FollowUp { get; private set; } = null!;

    /// <summary>Of the follow-up as the list showed it; afterwards as it is now.</summary>
    public uint Version { get; private set; }

    /// <summary>A form; else the value, as it stands in the list.</summary>
    public bool IsOpen { get; private set; }

    public string Value { get; private set; } = "";

    /// <summary>Why it was not saved. Null: nothing was wrong.</summary>
    public string? Problem { get; private set; }

    public string Label => text["{0} of {1}", text[Field == PriorityField ? "Priority" : "Due"], FollowUp.Subject];

    public string Address => Url.Content($"~/tasks/{Id}/cell?field={Field}");

    public string DueShown => FollowUp.Due.Time is null ? show.Day(FollowUp.DueAt) : show.Moment(FollowUp.DueAt);

    /// <param name="version">Of the row in the list.</param>
    public async Task<IActionResult> OnGetAsync(uint version, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (IsOpen, Version, Problem) = (true, FollowUp.Version, version == FollowUp.Version ? null : Changed);
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
            await change.HandleAsync(With(value ?? "") with { Version = version }, ct);
        }
        catch (ConflictException)
        {
            await LoadAsync(ct);
            (IsOpen, Version, Problem) = (true, FollowUp.Version, Changed);
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
        Version = FollowUp.Version;
        return Page();
    }

    private string Changed => text["Someone else has changed this record since you opened the list. This is how it stands now."];

    private ChangeFollowUp With(string value)
    {
        var now = new ChangeFollowUp
        {
            Id = Id,
            Subject = FollowUp.Subject,
            Due = FollowUp.Due.ToString(),
            Kind = FollowUp.Kind,
            Priority = FollowUp.Priority,
            Repeat = FollowUp.Repeat,
            Reminder = FollowUp.Reminder,
        };
        return Field == DueField ? now with { Due = value } : now with { Priority = Enum.TryParse<FollowUpPriority>(value, out var priority) ? priority : (FollowUpPriority)(-1) };
    }

    /// <summary>False: there is no such field, or it is not this user's to change.</summary>
    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (Field is not (DueField or PriorityField))
        {
            return false;
        }

        FollowUp = await getFollowUp.HandleAsync(new(Id), ct);
        Value = Field == DueField ? FollowUp.Due.ToString() : FollowUp.Priority.ToString();
        return FollowUp.May.Change && !FollowUp.IsEnded;
    }
}
