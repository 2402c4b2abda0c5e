using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Notices;

/// <summary>One has looked at a notice.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record ReadNotice(Guid Id);

internal sealed class ReadNoticeValidator : AbstractValidator<ReadNotice>
{
    public ReadNoticeValidator() => RuleFor(n => n.Id).NotEmpty();
}

internal sealed class ReadNoticeHandler(CrmDb db, CurrentUser user, Bell bell, TimeProvider clock) : ICommandHandler<ReadNotice>
{
    public async Task HandleAsync(ReadNotice command, CancellationToken ct)
    {
        var notice = await db.Notices.AsTracking().SingleOrDefaultAsync(n => n.Id == command.Id && n.StaffId == user.StaffId, ct) ?? throw new NotFoundException();
        Refuse.If(notice.ReadAt is not null, "You have read it already.");
        notice.WasRead(clock.GetUtcNow());
        bell.Doubt(user.Person);
    }
}

/// <summary>One has looked at all there were when the list was shown; what came since stays new.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record ReadNotices(DateTimeOffset Until);

internal sealed class ReadNoticesValidator : AbstractValidator<ReadNotices>
{
    public ReadNoticesValidator() => RuleFor(n => n.Until).NotEmpty();
}

internal sealed class ReadNoticesHandler(CrmDb db, CurrentUser user, Bell bell, TimeProvider clock) : ICommandHandler<ReadNotices>
{
    private const int Most = 2000;

    public async Task HandleAsync(ReadNotices command, CancellationToken ct)
    {
        var unread = await db.Notices.AsTracking().Where(n => n.StaffId == user.StaffId && n.ReadAt == null && n.At <= command.Until)
            .OrderByDescending(n => n.At).Take(Most).ToListAsync(ct);
        Refuse.If(unread.Count == 0, "There is nothing new any more.");
        unread.ForEach(n => n.WasRead(clock.GetUtcNow()));
        bell.Doubt(user.Person);
    }
}
