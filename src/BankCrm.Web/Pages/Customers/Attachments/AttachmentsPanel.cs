using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Customers.Attachments;

internal sealed class AttachmentsPanel : ICustomerPanel
{
    public string Title => "Documents on file";

    public int Order => 120;

    public string Permission => CustomerPermissions.Read;

    public string Partial => "/Pages/Customers/Attachments/_Attachments.cshtml";

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        new(user.MayChange(customer.OwnerId) ? "All, and add one" : "All of them", $"/customers/{customer.Id}/attachments");

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => new AttachmentsAtAGlance(
        customer.Id, await services.GetRequiredService<IQueryHandler<ListLatestAttachments, IReadOnlyList<AttachmentShown>>>().HandleAsync(new(customer.Id), ct));
}

/// <summary>What the panel shows.</summary>
public sealed record AttachmentsAtAGlance(Guid CustomerId, IReadOnlyList<AttachmentShown> Documents);
