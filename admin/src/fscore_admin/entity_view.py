"""One Flask-Admin view for any kind of records, made from its declaration.

Of Flask-Admin's pages it keeps list, form, details and removal, each asked through the unit of work of the request; the
endpoints that go around it (bulk actions, in-place edit, raw export) are not there.
"""

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import Response, abort, flash, jsonify, redirect, request, url_for
from flask_admin.base import expose
from flask_admin.model import BaseModelView
from wtforms import Form

from fscore.errors import Conflict, FscoreError, InvalidRecord, NotFound, NotPossible, RefusedFile
from fscore.labels import _, joined
from fscore.model.attachment import Attachment
from fscore.model.division import Division, DivisionChange
from fscore.model.entity import about, listed, readable, writable
from fscore.model.record import Record
from fscore.model.roles import Role
from fscore.model.switching import PluginSwitch
from fscore.services import listing
from fscore.services.attachments import attach, attachments
from fscore.services.display import heading, hidden, shown
from fscore.services.history import as_seen, happenings, since
from fscore.services.remarks import remarks
from fscore.services.revealing import reveal
from fscore.services.work import Work
from fscore_admin import columns, filters
from fscore_admin.access import CLOSED, Permission, current_work, may_open, reading, writing
from fscore_admin.dues import dues_of
from fscore_admin.entering import Doubled, enter, preset, sent_files, sent_key, whole_number
from fscore_admin.forms import (
    EntityForm,
    all_faults,
    blank_form,
    filled,
    form_class,
    record_form,
    sections,
    sent_form,
    show_faults,
    take_over,
)
from fscore_admin.page_context import words
from fscore_admin.part_rows import ADD, part_rows, wrong_fields
from fscore_admin.steps import courses, step_form, take_step
from fscore_admin.telling import related, told

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

# What these say is changed elsewhere, by rules of their own: divisions by dated operations, switches by switching.
READ_ONLY: tuple[type, ...] = (Division, DivisionChange, PluginSwitch)
# Shown with the record that they belong to.
UNSEEN: tuple[type, ...] = (Attachment,)
# Said by the story of the record, or of no use to a reader.
_STAMPS = frozenset({"id", "revision", "key", "recorded_by", "recorded_at", "door", "deleted_at", "deleted_reason"})
_UNSAFE = frozenset({"action_view", "ajax_update", "export"})


class EntityView(BaseModelView):
    """List, form, details and removal of one kind of records."""

    list_template = "fscore/list.html"
    form_template = "fscore/form.html"
    details_template = "fscore/details.html"
    can_view_details = True
    permissions: Mapping[str, Permission]

    def __init__(self, cls: type, name: str | None = None, **options: Any) -> None:
        """Make the view of an entity."""
        entity = about(cls)
        self.entity = entity
        attach = CLOSED if cls in READ_ONLY or not entity.write else writing(cls)
        write = attach if entity.by_hand else CLOSED
        self.permissions = {
            "index_view": reading(cls),
            "details_view": reading(cls),
            "create_view": write,
            "edit_view": write,
            "step_view": write,
            "delete_view": write,
            "attach_view": attach,
            "reveal_view": reading(cls),
            "ajax_lookup": write,
        }
        # Flask-Admin gathers the pages of a class when it is made; these are taken out again, so that no route exists.
        kind: Any = type(self)
        self._urls = [one for one in kind._urls if one[1] not in _UNSAFE]  # noqa: SLF001 - kept nowhere else
        super().__init__(cls, name or entity.label, endpoint=entity.name, url=entity.name, **options)

    # What Flask-Admin wants to know when a view is made; everything else depends on who asks.

    def scaffold_list_columns(self) -> list[str]:
        """Return what anybody may see in a list."""
        return [one.name for one in listed(self.model, Role.INSTALLATION)]

    def scaffold_sortable_columns(self) -> dict[str, str]:
        """Return what anybody may sort by."""
        return {one.name: one.name for one in listing.sortable(self.model, Role.INSTALLATION)}

    def scaffold_form(self) -> type[Form]:
        """Return the form with the most fields."""
        return form_class(self.model, Role.INSTALLATION)

    def scaffold_list_form(self, widget: Any = None, validators: Any = None) -> type[Form]:
        """Return a form without fields: nothing is edited in a list."""
        return Form

    def get_pk_value(self, model: Any) -> Any:
        """Return the id of a record."""
        return model.id

    def get_one(self, id: Any) -> Any:  # noqa: A002 - Flask-Admin's word
        """Return a record by id; out of scope, gone, and no number at all are the same."""
        number = whole_number(str(id or ""))
        work = current_work()
        record = work.get(self.model, -1 if number is None else number)
        if isinstance(record, Division) and work.scope.place is not None and not record.under(work.scope.place):
            raise NotFound(_("没有这个区划：{code}"), code=number)
        return record

    # Pages

    @expose("/")
    def index_view(self) -> str:
        """Show one page of the list."""
        work = current_work()
        given = dict(request.args.items())
        narrowed = listing.narrowed(work, self.model, given, given.get("q", ""))
        sort = given.get("sort", "")
        page = listing.page(
            work,
            self.model,
            narrowed.select,
            sort=sort,
            number=whole_number(given.get("page", "1")) or 1,
        )
        fields = columns.shown_fields(self.model, work.actor.role)
        return str(
            self.render(
                self.list_template,
                lead=columns.lead(self.model, work.actor.role, sort),
                columns=columns.columns(self.model, work.actor.role, sort),
                rows=columns.rows(work, page.rows, fields),
                page=page,
                controls=filters.controls(work, self.model, given),
                problems=narrowed.problems,
                searched=joined(one.about.label for one in listing.searched(self.model, work.actor.role)),
                given=given,
                changed=lambda **changes: url_for(".index_view", **filters.kept(given.items(), **changes)),
            )
        )

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> "str | AnyResponse | tuple[str, int]":
        """Show an empty form, or take what was filled in."""
        work = current_work()
        if request.method != "POST":
            form = blank_form(work, self.model, preset(work, request.args))
            return self._form_page(form, None, key=secrets.token_hex(16))
        form = sent_form(work, self.model, request.form)
        if ADD in request.form:
            return self._form_page(form, None, key=sent_key(request.form.get("_key", "")))
        record = self.create_model(form)
        if record is None:
            return self._form_page(form, None, key=sent_key(request.form.get("_key", ""))), 422
        if "_more" in request.form:
            return redirect(url_for(".create_view", division_id=getattr(record, "division_id", None)))
        return redirect(self.get_save_return_url(record))

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> "str | AnyResponse | tuple[str, int]":
        """Show a record's form, or take the changes."""
        work = current_work()
        record = self.get_one(request.args.get("id"))
        if request.method != "POST":
            return self._form_page(record_form(work, record), record)
        seen = request.form.get("_revision", "")
        form = sent_form(work, self.model, request.form, record)
        try:
            changed = self.update_model(form, record)
        except Conflict:
            return self._conflict_page(seen)
        if not changed:
            return self._form_page(form, self.get_one(request.args.get("id")), revision=seen), 422
        return redirect(self.get_save_return_url(record))

    @expose("/details/")
    def details_view(self) -> str:
        """Show a record with its files, what refers to it, and what happened to it."""
        return self._details_page(self.get_one(request.args.get("id")))

    @expose("/step/", methods=("POST",))
    def step_view(self) -> "str | AnyResponse | tuple[str, int]":
        """Take a record one step along its course; what the step still needs is asked for in the form."""
        record = self.get_one(request.form.get("id"))
        work, number = current_work(), record.id
        try:
            state = take_step(work, record, request.form)
            work.commit()
            flash(words(_("已改为{state}"), state=state.label), "success")
        except (Conflict, NotPossible) as fault:
            work.session.rollback()
            flash(words(fault), "error")
        except InvalidRecord as fault:
            work.session.rollback()
            record = self.get_one(str(number))
            form = step_form(work, record, request.form)
            form.general = show_faults(form, fault)
            return self._form_page(form, record, revision=request.form["_revision"]), 422
        return redirect(url_for(".details_view", id=number))

    @expose("/delete/", methods=("POST",))
    def delete_view(self) -> "AnyResponse":
        """Remove a record, with a reason."""
        record = self.get_one(request.form.get("id"))
        if self.delete_model(record):
            return redirect(url_for(".index_view"))
        return redirect(url_for(".details_view", id=request.form.get("id"), _anchor="remove"))

    @expose("/attach/", methods=("POST",))
    def attach_view(self) -> "AnyResponse":
        """Keep files beside a record."""
        record = self.get_one(request.form.get("id"))
        work = current_work()
        sent, kept = sent_files(request.files), 0
        for name, content in sent:
            try:
                attach(work, record, name, content)
                kept += 1
            except (RefusedFile, NotPossible) as fault:
                flash(words(fault), "error")
        work.commit()
        if kept or not sent:
            flash(words(_("收下 {count} 个附件"), count=kept) if kept else words(_("还没选文件")), "success")
        return redirect(url_for(".details_view", id=request.form.get("id"), _anchor="files"))

    @expose("/reveal/", methods=("POST",))
    def reveal_view(self) -> "str | AnyResponse":
        """Show one masked field in full, once, with a reason that the audit trail keeps."""
        record = self.get_one(request.form.get("id"))
        work = current_work()
        name = request.form.get("field", "")
        try:
            text = reveal(work, record, name, request.form.get("reason", ""))
            work.commit()
        except InvalidRecord as fault:
            flash(words(fault), "error")
            return redirect(url_for(".details_view", id=record.id))
        return self._details_page(record, {name: text})

    @expose("/ajax/lookup/")
    def ajax_lookup(self) -> Response:
        """Return a few records that a reference may mean, as ``[id, title]``."""
        work = current_work()
        name, text = request.args.get("name", ""), request.args.get("query", "")
        one = next((field for field in writable(self.model, work.actor.role) if field.name == name), None)
        if one is None or one.ref is None:
            abort(404)
        if not work.scope.may_read(one.ref):
            return jsonify([])
        return jsonify([[row.id, heading(row)] for row in listing.found(work, one.ref, text)])

    # What is done

    def create_model(self, form: EntityForm) -> Any:
        """Add a record; return None if something has to be mended. The same form sent twice adds nothing."""
        work = current_work()
        try:
            kept, new = enter(work, self.model, form, request.form, sent_key(request.form.get("_key", "")))
            for name, content in sent_files(request.files):
                attach(work, kept, name, content)
            work.commit()
        except Doubled as fault:
            work.session.rollback()
            form.general, form.doubled = [words(fault)], url_for(".details_view", id=fault.data["id"])
            return None
        except FscoreError as fault:
            self._mend(form, fault)
            return None
        flash(words(_("已登记") if new else _("这条已经登记过了，没有再记一次")), "success")
        return kept

    def update_model(self, form: EntityForm, model: Any) -> bool:
        """Change a record; return False if something has to be mended.

        Raises:
            Conflict: if somebody changed it meanwhile.
        """
        work = current_work()
        try:
            got = filled(form, work, model)
            if got.faults:
                all_faults(self.model, got.faults, {})
            work.change(model, got.values, whole_number(request.form.get("_revision", "")) or 0)
            work.commit()
        except Conflict:
            work.session.rollback()
            raise
        except FscoreError as fault:
            self._mend(form, fault)
            return False
        flash(words(_("已改好")), "success")
        return True

    def delete_model(self, model: Any) -> bool:
        """Mark a record as removed; return False if there is no reason."""
        work = current_work()
        try:
            work.remove(model, request.form.get("reason", ""))
            work.commit()
        except InvalidRecord as fault:
            work.session.rollback()
            flash(words(fault), "error")
            return False
        flash(words(_("已删除，原因记下了")), "success")
        return True

    def get_save_return_url(self, model: Any, is_created: bool = False) -> str:  # noqa: FBT001, FBT002 - Flask-Admin's
        """Return the page to see after saving."""
        return url_for(".details_view", id=model.id)

    # Parts of pages

    def _form_page(self, form: EntityForm, record: Any, *, key: str = "", revision: str = "", others: Any = ()) -> str:
        needed, rest = sections(form)
        work = current_work()
        if record is None and not form.parts:
            form.parts = part_rows(work, self.model, request.form if request.method == "POST" else None)
        wrong = [*(field for field in form if field.errors), *wrong_fields(form.parts)]
        return str(
            self.render(
                self.form_template,
                form=form,
                needed=needed,
                rest=rest,
                described=form.described,
                wrong=wrong,
                record=record,
                name=heading(record) if record is not None else "",
                key=key,
                revision=revision or (record.revision if record is not None else ""),
                others=others,
                takes_files=work.scope.may_write(Attachment),
            )
        )

    def _conflict_page(self, seen: str) -> tuple[str, int]:
        """Show the form as it was typed, above it what the other person changed; saving again is a decision."""
        work = current_work()
        record = self.get_one(request.args.get("id"))
        form = sent_form(work, self.model, request.form, record)
        acts = since(happenings(work, record), whole_number(seen))
        take_over(form, record, (change for act in acts for change in act.changes))
        page = self._form_page(form, record, others=told(work, acts, record))
        return page, 409

    def _details_page(self, record: Any, revealed: Mapping[str, str] | None = None) -> str:
        work = current_work()
        fields = [one for one in readable(self.model, work.actor.role) if one.name not in _STAMPS]
        titles = listing.titles(work, [record], fields)
        pairs = [(one, shown(one, getattr(record, one.name), titles), hidden(one)) for one in fields]
        is_record = isinstance(record, Record)
        return str(
            self.render(
                self.details_template,
                record=record,
                name=heading(record),
                pairs=pairs,
                revealed=revealed or {},
                files=attachments(work, record) if is_record else (),
                takes_files=is_record and work.scope.may_write(Attachment),
                courses=courses(work, record) if is_record and may_open(f"{self.endpoint}.step_view") else (),
                related=related(work, record, unseen=UNSEEN),
                remarks=remarks(work, record) if is_record else (),
                dues=dues_of(work, work.place(record.division_id), record) if is_record else (),
                story=told(work, as_seen(happenings(work, record)), record) if is_record else (),
                **self.more(work, record),
            )
        )

    def more(self, work: Work, record: Any) -> dict[str, Any]:
        """Return what the page of one kind of records has besides; this one has nothing."""
        return {}

    # Parts of doing

    def _mend(self, form: EntityForm, fault: FscoreError) -> None:
        current_work().session.rollback()
        form.general = show_faults(form, fault)
