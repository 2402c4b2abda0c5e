using BankCrm.Application.Cases;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Web.Pages.Cases.ServiceCases;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.Topics;

/// <summary>Keeps what cases are about and what they came from.</summary>
[Allow(CasePermissions.ChangeTopics)]
public sealed class TopicsModel(IQueryHandler<GetTopics, IReadOnlyList<TopicRow>> getTopics, ICommandHandler<SaveTopic> save, ICommandHandler<RetireTopic> retireTopic) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public TopicTree Tree { get; set; }

    [FromQuery] public Guid? Edit { get; set; }

    [BindProperty] public SaveTopic Input { get; set; } = new();

    public IReadOnlyList<TopicRow> Topics { get; private set; } = [];

    public bool IsCategory => Tree is TopicTree.Category;

    public IEnumerable<SelectListItem> Parents => Topics.Where(t => t.ParentId is null && !t.IsRetired).Select(t => new SelectListItem(t.Name.Shown, t.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct)
    {
        Tree = HttpMethods.IsPost(Request.Method) && Input.Name.Length > 0 ? Input.Tree : Tree;
        Topics = await getTopics.HandleAsync(new(Tree), ct);
    }

    public void OnGet()
    {
        Input = new() { Tree = Tree };
        if (Topics.FirstOrDefault(t => t.Id == Edit) is { } row)
        {
            Input = Input with
            {
                Id = row.Id,
                Version = row.Version,
                Name = row.Name.English,
                ChineseName = row.Name.Chinese,
                Priority = row.Priority,
                AnswerHours = row.AnswerHours,
                ClosureHours = row.ClosureHours,
                Skill = row.Skill ?? "",
            };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await save.HandleAsync(Input, ct);
        return this.Done("Saved.", "Index", new { Input.Tree });
    }

    public async Task<IActionResult> OnPostRetireAsync(Guid id, uint version, bool retire, CancellationToken ct)
    {
        await retireTopic.HandleAsync(new(id, version, retire), ct);
        return this.Done(retire ? "It is out of use." : "It is in use again.", "Index", new { Tree });
    }
}
