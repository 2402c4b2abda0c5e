using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.DataQuality.Merging;

/// <summary>Two records side by side: what shall stand, and why they are one customer.</summary>
[Allow(MergePermissions.Propose)]
public sealed class ProposeModel(
    IQueryHandler<FindMergePartner, MergePartner> find, IQueryHandler<GetMergePreview, MergePreview> getPreview, ICommandHandler<ProposeMerge> propose, Text text)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>The other record. Null: the user has yet to say which.</summary>
    [BindProperty(SupportsGet = true)] public Guid? With { get; set; }

    /// <summary>By which they say it.</summary>
    [BindProperty(SupportsGet = true)] public string? Number { get; set; }

    [BindProperty] public MergeInput Input { get; set; } = new();

    public MergePartner Partner { get; private set; } = null!;

    /// <summary>Null: there is no other record yet.</summary>
    public MergePreview? Preview { get; private set; }

    public async Task LoadAsync(CancellationToken ct)
    {
        if (With is { } other)
        {
            Preview = await getPreview.HandleAsync(new(Id, other), ct);
        }
        else
        {
            Partner = await find.HandleAsync(new(Id, Number ?? ""), ct);
        }
    }

    public IActionResult OnGet()
    {
        if (Preview is not null)
        {
            Input = MergeInput.Of(Preview);
        }
        else if (Partner.OtherId is { } found)
        {
            return LocalRedirect($"~/customers/{Id}/merge?with={found}");
        }
        else if (!string.IsNullOrWhiteSpace(Number))
        {
            ModelState.AddModelError(nameof(Number), text["There is no other record with this number in your branches."]);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await propose.HandleAsync(new()
        {
            Id = Input.Id,
            SurvivorId = Id,
            SurvivorVersion = Input.SurvivorVersion,
            LoserId = With ?? throw new NotFoundException(),
            LoserVersion = Input.LoserVersion,
            FromLoser = [.. Input.Take.Where(t => t.Value).Select(t => t.Key)],
            Reason = Input.Reason ?? "",
        }, ct);
        this.Say("The merge is proposed. A colleague decides.");
        return LocalRedirect($"~/data-quality/merges/{Input.Id}");
    }
}

public sealed class MergeInput
{
    /// <summary>Carried by the form, so that a double click proposes once.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public uint SurvivorVersion { get; set; }

    public uint LoserVersion { get; set; }

    /// <summary>True: the value of the record that does not survive.</summary>
    public Dictionary<MergeField, bool> Take { get; set; } = [];

    public string? Reason { get; set; }

    public static MergeInput Of(MergePreview preview) => new()
    {
        SurvivorVersion = preview.Survivor.Version,
        LoserVersion = preview.Loser.Version,
        Take = preview.Fields.Where(f => !f.IsSame).ToDictionary(f => f.Field, f => f.IsLosersByDefault),
    };
}
