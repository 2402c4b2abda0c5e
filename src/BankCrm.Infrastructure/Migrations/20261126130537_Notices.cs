using System;
using System.Linq;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Tasks.Notices;
using BankCrm.Infrastructure.Tasks.Reminders;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "remind_at",
                table: "follow_ups",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reminder",
                table: "follow_ups",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "AtDue");

            migrationBuilder.CreateTable(
                name: "follow_up_followers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    follow_up_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follow_up_followers", x => x.id);
                    table.ForeignKey(
                        name: "fk_follow_up_followers_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_follow_up_followers_follow_ups_follow_up_id",
                        column: x => x.follow_up_id,
                        principalTable: "follow_ups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_follow_up_followers_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    about_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    moment = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_notices_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_notices_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_follow_up_followers_branch_id",
                table: "follow_up_followers",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_follow_up_followers_follow_up_id_staff_id",
                table: "follow_up_followers",
                columns: new[] { "follow_up_id", "staff_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_follow_up_followers_staff_id",
                table: "follow_up_followers",
                column: "staff_id");

            migrationBuilder.CreateIndex(
                name: "ix_notices_branch_id",
                table: "notices",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_notices_once",
                table: "notices",
                columns: new[] { "about_id", "kind", "moment", "staff_id" },
                unique: true,
                filter: "moment is not null");

            migrationBuilder.CreateIndex(
                name: "ix_notices_staff_id_at_id",
                table: "notices",
                columns: new[] { "staff_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notices_unread",
                table: "notices",
                columns: new[] { "staff_id", "at" },
                filter: "read_at is null");

            migrationBuilder.Sql(RowSecuritySql.Protect("follow_up_followers"));
            foreach (var sql in NoticesSql.AfterTables.Concat(RemindersSql.AfterTables))
            {
                migrationBuilder.Sql(sql);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(NoticesSql.Remove);
            migrationBuilder.Sql(RemindersSql.Remove);
            migrationBuilder.DropTable(
                name: "follow_up_followers");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropColumn(
                name: "remind_at",
                table: "follow_ups");

            migrationBuilder.DropColumn(
                name: "reminder",
                table: "follow_ups");
        }
    }
}
