using BankCrm.Application.Common;
using FluentValidation;

namespace BankCrm.Application.Customers.Attachments;

/// <summary>Takes a document out of sight. It can be brought back.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record DeleteAttachment(Guid CustomerId, Guid AttachmentId);

[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record BringBackAttachment(Guid CustomerId, Guid AttachmentId);

internal sealed class DeleteAttachmentValidator : AbstractValidator<DeleteAttachment>
{
    public DeleteAttachmentValidator() => RuleFor(a => a.AttachmentId).NotEmpty();
}

internal sealed class BringBackAttachmentValidator : AbstractValidator<BringBackAttachment>
{
    public BringBackAttachmentValidator() => RuleFor(a => a.AttachmentId).NotEmpty();
}

internal sealed class DeleteAttachmentHandler(CrmDb db, CurrentUser user, AttachmentDesk desk, TimeProvider clock) : ICommandHandler<DeleteAttachment>
{
    public async Task HandleAsync(DeleteAttachment command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        (await desk.ToChangeAsync(customer, null, command.AttachmentId, ct)).Delete(clock.GetUtcNow());
    }
}

internal sealed class BringBackAttachmentHandler(CrmDb db, CurrentUser user, AttachmentDesk desk) : ICommandHandler<BringBackAttachment>
{
    public async Task HandleAsync(BringBackAttachment command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        (await desk.ToChangeAsync(customer, null, command.AttachmentId, ct)).BringBack();
    }
}
