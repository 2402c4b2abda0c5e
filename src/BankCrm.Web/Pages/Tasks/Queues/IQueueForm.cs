using BankCrm.Application.Tasks.Queues;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.Queues;

/// <summary>A page on which one says how a queue is set up.</summary>
public interface IQueueForm
{
    KeepQueue Input { get; }

    /// <summary>Empty: there is nothing to choose.</summary>
    IEnumerable<SelectListItem> Branches { get; }

    IEnumerable<SelectListItem> Takes { get; }
}
